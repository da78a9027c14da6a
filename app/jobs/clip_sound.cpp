#include "app/jobs/clip_sound.h"

#include <algorithm>
#include <cmath>

#include "reconstruction/media/sound.h"

namespace fsm::jobs {

namespace {

constexpr double kRate = media::kSoundRate;
constexpr size_t kChannels = media::kSoundChannels;
constexpr double kShortestPiece = 0.1;  ///< seconds; less is a blip
constexpr double kFade = 0.01;          ///< seconds

bool normalSpeed(Seconds from, Seconds to, double fps) {
  constexpr double kRounding = 1e-6;
  return std::abs((to - from) * fps - 1) <= kNormalSpeed + kRounding;
}

/// Catmull and Rom's cubic through four samples, `at` in [0, 1] between the middle two.
float cubic(float a, float b, float c, float d, float at) {
  return b + 0.5f * at * (c - a + at * (2 * a - 5 * b + 4 * c - d + at * (3 * (b - c) + d - a)));
}

}  // namespace

std::vector<SoundPiece> soundPieces(std::span<const Seconds> moments, double fps) {
  std::vector<SoundPiece> pieces;
  for (size_t i = 1; i < moments.size(); ++i) {
    if (!normalSpeed(moments[i - 1], moments[i], fps)) continue;
    if (!pieces.empty() && pieces.back().last == i - 1)
      pieces.back().last = i;
    else
      pieces.push_back({i - 1, i});
  }
  std::erase_if(pieces, [&](const SoundPiece& piece) {
    const bool whole = piece.first == 0 && piece.last + 1 == moments.size();
    return !whole && static_cast<double>(piece.last - piece.first) / fps < kShortestPiece;
  });
  return pieces;
}

bool soundsThroughout(std::span<const Seconds> moments, double fps) {
  const std::vector<SoundPiece> pieces = soundPieces(moments, fps);
  return pieces.size() == 1 && pieces.front() == SoundPiece{0, moments.size() - 1};
}

ClipSound::ClipSound(const CaptureSound& sound, std::vector<Seconds> moments, double fps)
    : reader_(sound.file, soundOrigin(sound.file)),
      offset_(sound.offset),
      moments_(std::move(moments)),
      fps_(fps),
      pieces_(soundPieces(moments_, fps)) {}

/// In frames. What the clip ends with is seen, and so heard, for the length of a frame.
double ClipSound::pieceEnd(const SoundPiece& piece) const {
  const bool atEnd = piece.last + 1 == moments_.size();
  return static_cast<double>(piece.last + (atEnd ? 1 : 0));
}

const SoundPiece* ClipSound::pieceAt(double place) const {
  for (const SoundPiece& piece : pieces_)
    if (place >= static_cast<double>(piece.first) && place < pieceEnd(piece)) return &piece;
  return nullptr;
}

Seconds ClipSound::momentAt(const SoundPiece& piece, double place) const {
  const auto before = std::min(static_cast<size_t>(place), piece.last - 1);
  return moments_[before] + (place - static_cast<double>(before)) * (moments_[before + 1] - moments_[before]);
}

float ClipSound::fade(const SoundPiece& piece, double place) const {
  double share = 1;
  if (piece.first > 0) share = std::min(share, (place - static_cast<double>(piece.first)) / fps_ / kFade);
  if (piece.last + 1 < moments_.size()) share = std::min(share, (pieceEnd(piece) - place) / fps_ / kFade);
  return static_cast<float>(std::clamp(share, 0.0, 1.0));
}

std::vector<float> ClipSound::frame(size_t frame) {
  const auto sampleAt = [&](size_t i) { return std::llround(static_cast<double>(i) / fps_ * kRate); };
  const int64_t first = sampleAt(frame), end = sampleAt(frame + 1);
  std::vector<float> out(static_cast<size_t>(end - first) * kChannels, 0.0f);
  // Joints lie at frames, so that a frame is of one piece or silent.
  const SoundPiece* const piece = pieceAt(static_cast<double>(frame));
  if (!piece) return out;
  const auto placeOf = [&](int64_t sample) {
    return std::clamp(static_cast<double>(sample) / kRate * fps_, static_cast<double>(piece->first), pieceEnd(*piece));
  };
  const auto sourceOf = [&](int64_t sample) { return (momentAt(*piece, placeOf(sample)) - offset_) * kRate; };
  const auto begin = static_cast<int64_t>(std::floor(sourceOf(first))) - 1;
  const auto count = static_cast<size_t>(std::ceil(sourceOf(end)) - static_cast<double>(begin)) + 3;
  const std::vector<float> source = reader_.read(begin, count);
  for (int64_t i = first; i < end; ++i) {
    const double at = sourceOf(i) - static_cast<double>(begin);
    const auto whole = static_cast<size_t>(at);
    const auto between = static_cast<float>(at - static_cast<double>(whole));
    const float loud = fade(*piece, placeOf(i));
    for (size_t c = 0; c < kChannels; ++c) {
      const float* s = source.data() + (whole - 1) * kChannels + c;
      out[static_cast<size_t>(i - first) * kChannels + c] =
          loud * cubic(s[0], s[kChannels], s[2 * kChannels], s[3 * kChannels], between);
    }
  }
  return out;
}

double ClipSound::seconds() const {
  double frames = 0;
  for (const SoundPiece& piece : pieces_) frames += pieceEnd(piece) - static_cast<double>(piece.first);
  return frames / fps_;
}

}  // namespace fsm::jobs
