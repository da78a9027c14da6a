#include "reconstruction/core/image.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>

#include "reconstruction/core/error.h"

namespace fsm {
namespace {

constexpr int kChannels = 3;
constexpr double kLanczosRadius = 3;

double lanczos(double x) {
  x = std::abs(x);
  if (x >= kLanczosRadius) return 0;
  if (x < 1e-9) return 1;
  const double angle = std::numbers::pi * x;
  return kLanczosRadius * std::sin(angle) * std::sin(angle / kLanczosRadius) / (angle * angle);
}

/// The weights with which one axis of `from` samples becomes `to` samples: output i is the sum over t < width of
/// weights[i * width + t] * input[first[i] + t].
struct Taps {
  int width = 0;
  std::vector<int> first;
  std::vector<float> weights;
};

Taps lanczosTaps(int from, int to) {
  const double scale = static_cast<double>(from) / to;
  const double stretch = std::max(scale, 1.0);  // shrinking widens the kernel: that is the antialiasing
  const double support = kLanczosRadius * stretch;
  Taps taps;
  taps.width = std::min(from, static_cast<int>(std::ceil(support)) * 2 + 1);
  taps.first.resize(to);
  taps.weights.assign(static_cast<size_t>(to) * taps.width, 0.0f);
  std::vector<double> row(taps.width);
  for (int i = 0; i < to; ++i) {
    const double centre = (i + 0.5) * scale;
    const int begin = std::max(0, static_cast<int>(centre - support + 0.5));
    const int end = std::min({from, static_cast<int>(centre + support + 0.5), begin + taps.width});
    // The window has one width for all outputs, so near the end it starts earlier, with zeros before `begin`.
    const int first = std::min(begin, from - taps.width);
    std::fill(row.begin(), row.end(), 0.0);
    double sum = 0;
    for (int x = begin; x < end; ++x) sum += row[x - first] = lanczos((x + 0.5 - centre) / stretch);
    taps.first[i] = first;
    for (int t = 0; t < taps.width; ++t) taps.weights[static_cast<size_t>(i) * taps.width + t] = static_cast<float>(row[t] / sum);
  }
  return taps;
}

Image resizeRows(const Image& in, int height) {
  const Taps taps = lanczosTaps(in.size.height, height);
  Image out({in.size.width, height});
  const size_t stride = static_cast<size_t>(in.size.width) * kChannels;
  for (int y = 0; y < height; ++y) {
    float* target = out.at(0, y);
    for (int t = 0; t < taps.width; ++t) {
      const float weight = taps.weights[static_cast<size_t>(y) * taps.width + t];
      if (weight == 0) continue;
      const float* source = in.at(0, taps.first[y] + t);
      for (size_t i = 0; i < stride; ++i) target[i] += weight * source[i];
    }
  }
  return out;
}

Image resizeColumns(const Image& in, int width) {
  const Taps taps = lanczosTaps(in.size.width, width);
  Image out({width, in.size.height});
  for (int y = 0; y < in.size.height; ++y) {
    for (int x = 0; x < width; ++x) {
      const float* weights = taps.weights.data() + static_cast<size_t>(x) * taps.width;
      const float* source = in.at(taps.first[x], y);
      float r = 0, g = 0, b = 0;
      for (int t = 0; t < taps.width; ++t, source += kChannels) {
        r += weights[t] * source[0];
        g += weights[t] * source[1];
        b += weights[t] * source[2];
      }
      float* target = out.at(x, y);
      target[0] = r;
      target[1] = g;
      target[2] = b;
    }
  }
  return out;
}

void requirePixels(const Image& image) {
  const ImageSize s = image.size;
  if (s.width <= 0 || s.height <= 0 || image.rgb.size() != static_cast<size_t>(s.width) * s.height * kChannels)
    throw Error(ErrorCode::badInput, "The image has no pixels. Choose another one.");
}

}  // namespace

Image resize(const Image& image, ImageSize size) {
  requirePixels(image);
  if (size.width <= 0 || size.height <= 0)
    throw Error(ErrorCode::badInput, "An image cannot be resized to " + std::to_string(size.width) + "x" +
                                         std::to_string(size.height) + ". Ask for a size of at least 1x1.");
  if (size == image.size) return image;
  // The pass that leaves fewer pixels for the other comes first; the vertical one is the faster.
  Image out;
  if (size.height <= image.size.height) {
    out = size.height == image.size.height ? image : resizeRows(image, size.height);
    if (size.width != image.size.width) out = resizeColumns(out, size.width);
  } else {
    out = size.width == image.size.width ? image : resizeColumns(image, size.width);
    out = resizeRows(out, size.height);
  }
  for (float& value : out.rgb) value = std::clamp(value, 0.0f, 1.0f);
  return out;
}

Image crop(const Image& image, int left, int top, ImageSize size) {
  requirePixels(image);
  const bool inside = left >= 0 && top >= 0 && size.width > 0 && size.height > 0 && size.width <= image.size.width - left &&
                      size.height <= image.size.height - top;
  if (!inside) throw Error(ErrorCode::badInput, "The cut lies outside of the image. Choose a rectangle inside it.");
  Image out(size);
  for (int y = 0; y < size.height; ++y)
    std::copy_n(image.at(left, top + y), static_cast<size_t>(size.width) * kChannels, out.at(0, y));
  return out;
}

Image turn(const Image& image, int quarterTurns) {
  const int turns = ((quarterTurns % 4) + 4) % 4;
  if (turns == 0) return image;
  const int width = image.size.width, height = image.size.height;
  Image out(turns == 2 ? image.size : ImageSize{height, width});
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      float* target = turns == 1   ? out.at(height - 1 - y, x)
                      : turns == 2 ? out.at(width - 1 - x, height - 1 - y)
                                   : out.at(y, width - 1 - x);
      std::copy_n(image.at(x, y), kChannels, target);
    }
  }
  return out;
}

Image mirrored(const Image& image) {
  Image out(image.size);
  for (int y = 0; y < image.size.height; ++y)
    for (int x = 0; x < image.size.width; ++x) std::copy_n(image.at(x, y), kChannels, out.at(image.size.width - 1 - x, y));
  return out;
}

Image mean(std::span<const Image> images) {
  if (images.empty()) throw Error(ErrorCode::badInput, "There are no images to take the mean of. Choose at least one.");
  std::vector<double> sum(images[0].rgb.size());
  for (const Image& image : images) {
    if (image.size != images[0].size || image.rgb.size() != sum.size())
      throw Error(ErrorCode::badInput, "The mean needs images of one size. Resize them first.");
    for (size_t i = 0; i < sum.size(); ++i) sum[i] += image.rgb[i];
  }
  Image out(images[0].size);
  for (size_t i = 0; i < sum.size(); ++i) out.rgb[i] = static_cast<float>(sum[i] / static_cast<double>(images.size()));
  return out;
}

namespace {

template <typename Sample>
std::vector<Sample> quantised(std::span<const float> samples, float whole) {
  std::vector<Sample> out(samples.size());
  // Written so that NaN falls to 0.
  for (size_t i = 0; i < out.size(); ++i)
    out[i] = samples[i] > 0 ? static_cast<Sample>(std::min(samples[i], 1.0f) * whole + 0.5f) : Sample{0};
  return out;
}

}  // namespace

std::vector<uint8_t> toBytes(std::span<const float> samples) { return quantised<uint8_t>(samples, 255.0f); }
std::vector<uint8_t> toBytes(const Image& image) { return toBytes(std::span(image.rgb)); }
std::vector<uint16_t> toWords(std::span<const float> samples) { return quantised<uint16_t>(samples, 65535.0f); }

Image fromBytes(std::span<const uint8_t> rgb, ImageSize size) {
  if (size.width <= 0 || size.height <= 0 || rgb.size() != static_cast<size_t>(size.width) * size.height * kChannels)
    throw Error(ErrorCode::badInput, "The pixels do not fill an image of the given size. Check width and height.");
  Image out(size);
  for (size_t i = 0; i < rgb.size(); ++i) out.rgb[i] = static_cast<float>(rgb[i]) / 255.0f;
  return out;
}

}  // namespace fsm
