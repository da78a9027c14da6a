// Images on the host: display-referred (sRGB-encoded) RGB in [0, 1], float32, rows top to bottom, channels interleaved.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "reconstruction/core/geometry.h"

namespace fsm {

struct Image {
  ImageSize size;
  std::vector<float> rgb;  ///< height * width * 3

  Image() = default;
  explicit Image(ImageSize s, float value = 0.0f) : size(s), rgb(static_cast<size_t>(s.width) * s.height * 3, value) {}

  float* at(int x, int y) { return rgb.data() + (static_cast<size_t>(y) * size.width + x) * 3; }
  const float* at(int x, int y) const { return rgb.data() + (static_cast<size_t>(y) * size.width + x) * 3; }
  bool empty() const { return rgb.empty(); }
};

/// Lanczos (a = 3) with antialiasing when shrinking, as Pillow's LANCZOS: at edges the window is cut and its
/// weights sum to one again; the result is clamped to [0, 1]. Throws badInput for an empty image or size.
Image resize(const Image& image, ImageSize size);
/// The rectangle of `size` whose top-left pixel is (left, top); it must lie inside (else badInput).
Image crop(const Image& image, int left, int top, ImageSize size);
/// Turned clockwise by `quarterTurns` * 90 degrees.
Image turn(const Image& image, int quarterTurns);
/// Left and right exchanged.
Image mirrored(const Image& image);
/// Mean of images of one size. Throws badInput when there are none or their sizes differ.
Image mean(std::span<const Image> images);

/// 8-bit RGB, clamped and rounded to nearest (NaN gives 0), and back.
std::vector<uint8_t> toBytes(const Image& image);
std::vector<uint8_t> toBytes(std::span<const float> samples);
/// The same in 16 bits.
std::vector<uint16_t> toWords(std::span<const float> samples);
Image fromBytes(std::span<const uint8_t> rgb, ImageSize size);

}  // namespace fsm
