#include "app/jobs/export_estimate.h"

#include <algorithm>
#include <cmath>
#include <thread>

namespace fsm::jobs {

namespace {

using media::VideoCodec;

constexpr double kMeasuredPixels = 640.0 * 360;
constexpr double kSoundBits = 192'000;  ///< a second
constexpr double kContainerBytes = 4000;

/// Of one frame of `pixels`.
double proresBits(double pixels, bool alpha) {
  const double blocks = pixels / 256;
  const double rate = blocks <= 1620 ? 9.2 : blocks <= 2700 ? 7.1 : blocks <= 6075 ? 6.3 : 5.6;
  return rate * pixels * (alpha ? 1.5 : 1);
}

double shrinking(double bitsPerPixel, double pixels) {
  return bitsPerPixel * kMeasuredPixels * std::pow(pixels / kMeasuredPixels, 0.75);
}

/// Six steps of the quality halve the bits.
double byQuality(int quality) { return std::exp2((kClipQuality - quality) / 6.0); }

double bitsOf(const ClipFormat& format, double pixels) {
  const double more = format.alpha ? 1.1 : 1;
  if (format.kind == ClipFormat::Kind::gif) return 7.4 * pixels;
  if (format.kind == ClipFormat::Kind::video) {
    switch (format.codec) {
      case VideoCodec::h264: return byQuality(format.quality) * shrinking(0.57, pixels);
      case VideoCodec::hevc: return byQuality(format.quality) * shrinking(0.45, pixels);
      case VideoCodec::prores4444: return proresBits(pixels, format.alpha);
      case VideoCodec::vp9: return byQuality(format.quality) * more * shrinking(0.64, pixels);
    }
  }
  if (format.images == ClipFormat::Images::exr) return more * 63 * pixels;
  return (format.alpha ? 4.0 / 3 : 1) * (format.pngDepth == PngDepth::sixteen ? 40 : 14) * pixels;
}

/// Nanoseconds a pixel, all cores together.
double codingOf(const ClipFormat& format) {
  const double cores = std::max(1u, std::thread::hardware_concurrency());
  if (format.kind == ClipFormat::Kind::gif) return 530;
  if (format.kind == ClipFormat::Kind::video) {
    switch (format.codec) {
      case VideoCodec::h264: return 160 / cores;
      case VideoCodec::hevc: return 310 / cores;
      case VideoCodec::prores4444: return 220 / cores;
      case VideoCodec::vp9: return 320 / std::min(cores, 4.0);  // rows of few tiles
    }
  }
  if (format.images == ClipFormat::Images::exr) return 290;
  return format.pngDepth == PngDepth::sixteen ? 200 : 100;
}

}  // namespace

ExportEstimate estimateExport(const ClipFormat& format, const ExportSize& clip, double frameMs) {
  const double pixels = static_cast<double>(clip.size.width) * clip.size.height, frames = std::max(0, clip.frames);
  ExportEstimate estimate;
  estimate.seconds = frames * (std::max(0.0, frameMs) / 1e3 + pixels * codingOf(format) * 1e-9);
  estimate.bytes = kContainerBytes + frames * bitsOf(format, pixels) / 8;
  if (clip.sound && format.hasSound() && clip.fps > 0) estimate.bytes += frames / clip.fps * kSoundBits / 8;
  return estimate;
}

}  // namespace fsm::jobs
