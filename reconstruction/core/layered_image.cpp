#include "reconstruction/core/layered_image.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "reconstruction/core/error.h"
#include "reconstruction/core/srgb.h"

namespace fsm {
namespace {

/// Below this coverage a colour is mostly rounding: it counts for its share only.
constexpr float kTrustedAlpha = 8.0f / 255.0f;

using Conversion = double (*)(double);

/// Straight colours and how far each is to be trusted, in [0, 1]: one step of the pyramid.
struct Level {
  ImageSize size;
  std::vector<std::array<float, 4>> pixels;
};

float coverage(float alpha) { return alpha > 0 ? std::min(alpha, 1.0f) : 0.0f; }

/// Half as wide and high (rounded up): the mean of four, weighted by trust.
Level halved(const Level& fine) {
  Level coarse{{(fine.size.width + 1) / 2, (fine.size.height + 1) / 2}, {}};
  coarse.pixels.resize(static_cast<size_t>(coarse.size.width) * coarse.size.height);
  for (int y = 0; y < coarse.size.height; ++y)
    for (int x = 0; x < coarse.size.width; ++x) {
      std::array<float, 4> sum{};
      for (int v = 2 * y; v < std::min(2 * y + 2, fine.size.height); ++v)
        for (int u = 2 * x; u < std::min(2 * x + 2, fine.size.width); ++u) {
          const auto& p = fine.pixels[static_cast<size_t>(v) * fine.size.width + u];
          for (int c = 0; c < 3; ++c) sum[c] += p[c] * p[3];
          sum[3] += p[3];
        }
      auto& out = coarse.pixels[static_cast<size_t>(y) * coarse.size.width + x];
      if (sum[3] > 0) out = {sum[0] / sum[3], sum[1] / sum[3], sum[2] / sum[3], std::min(sum[3], 1.0f)};
    }
  return coarse;
}

void fillFrom(const Level& coarse, Level& fine) {
  for (int y = 0; y < fine.size.height; ++y)
    for (int x = 0; x < fine.size.width; ++x) {
      auto& p = fine.pixels[static_cast<size_t>(y) * fine.size.width + x];
      const auto& q = coarse.pixels[static_cast<size_t>(y / 2) * coarse.size.width + x / 2];
      for (int c = 0; c < 3; ++c) p[c] = p[c] * p[3] + q[c] * (1 - p[3]);
    }
}

}  // namespace

void requirePixels(const LayeredImage& image) {
  const ImageSize s = image.size;
  const size_t pixels = s.width > 0 && s.height > 0 ? static_cast<size_t>(s.width) * s.height : 0;
  if (pixels == 0 || image.rgba.size() != pixels * 4 || (!image.depth.empty() && image.depth.size() != pixels))
    throw Error(ErrorCode::badInput, "An image without pixels cannot be used. Choose a size of at least 1x1.");
}

LayeredImage opaque(const Image& image) {
  LayeredImage out(image.size);
  const size_t pixels = std::min(out.rgba.size() / 4, image.rgb.size() / 3);
  for (size_t i = 0; i < pixels; ++i) {
    std::copy_n(image.rgb.data() + i * 3, 3, out.rgba.data() + i * 4);
    out.rgba[i * 4 + 3] = 1;
  }
  requirePixels(out);
  return out;
}

LayeredImage flattened(LayeredImage image, const glm::vec3& background) {
  requirePixels(image);
  glm::vec3 behind = background;
  if (image.encoding == ColourEncoding::linear)
    for (int c = 0; c < 3; ++c) behind[c] = static_cast<float>(linearFromSrgb(background[c]));
  for (size_t i = 0; i < image.rgba.size(); i += 4) {
    const float open = 1 - coverage(image.rgba[i + 3]);
    for (int c = 0; c < 3; ++c) image.rgba[i + static_cast<size_t>(c)] += open * behind[c];
    image.rgba[i + 3] = 1;
  }
  return image;
}

Image over(const LayeredImage& image, const glm::vec3& background) {
  const LayeredImage flat = encodedAs(flattened(image, background), ColourEncoding::display);
  Image out(image.size);
  for (size_t i = 0; i < out.rgb.size() / 3; ++i)
    for (size_t c = 0; c < 3; ++c) out.rgb[i * 3 + c] = std::clamp(flat.rgba[i * 4 + c], 0.0f, 1.0f);
  return out;
}

LayeredImage encodedAs(LayeredImage image, ColourEncoding encoding) {
  requirePixels(image);
  if (image.encoding == encoding) return image;
  const Conversion convert = encoding == ColourEncoding::linear ? linearFromSrgb : srgbFromLinear;
  for (size_t i = 0; i < image.rgba.size(); i += 4) {
    const float alpha = coverage(image.rgba[i + 3]);
    for (size_t c = i; c < i + 3; ++c)
      image.rgba[c] = alpha > 0 ? static_cast<float>(convert(image.rgba[c] / alpha) * alpha) : 0.0f;
  }
  image.encoding = encoding;
  return image;
}

std::vector<float> straightColours(const LayeredImage& image) {
  requirePixels(image);
  std::vector<float> out(image.rgba.size(), 0.0f);
  for (size_t i = 0; i < out.size(); i += 4) {
    const float alpha = coverage(image.rgba[i + 3]);
    if (alpha <= 0) continue;
    for (size_t c = i; c < i + 3; ++c) out[c] = image.rgba[c] / alpha;
    out[i + 3] = alpha;
  }
  return out;
}

std::vector<float> straightColoursFilled(const LayeredImage& image) {
  std::vector<float> out = straightColours(image);
  std::vector<Level> levels{{image.size, {}}};
  levels[0].pixels.resize(out.size() / 4);
  bool whole = true;
  for (size_t i = 0; i < levels[0].pixels.size(); ++i) {
    const float* p = out.data() + i * 4;
    const bool number = std::isfinite(p[0]) && std::isfinite(p[1]) && std::isfinite(p[2]);
    const float trust = number ? std::min(1.0f, p[3] / kTrustedAlpha) : 0.0f;
    if (number)
      levels[0].pixels[i] = {std::clamp(p[0], 0.0f, 1.0f), std::clamp(p[1], 0.0f, 1.0f), std::clamp(p[2], 0.0f, 1.0f), trust};
    whole = whole && trust >= 1;
  }
  if (whole) return out;
  while (levels.back().size.width > 1 || levels.back().size.height > 1) levels.push_back(halved(levels.back()));
  for (size_t k = levels.size() - 1; k > 0; --k) fillFrom(levels[k], levels[k - 1]);
  for (size_t i = 0; i < levels[0].pixels.size(); ++i) std::copy_n(levels[0].pixels[i].data(), 3, out.data() + i * 4);
  return out;
}

}  // namespace fsm
