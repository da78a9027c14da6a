#include "renderer/mesh/texture_levels.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "reconstruction/core/srgb.h"

namespace fsm::renderer {
namespace {

constexpr int kEncodeSteps = 16384;  ///< fine enough that rounding to 8 bits is off by one step at most, in the darkest colours

const std::array<float, 256>& decodeTable() {
  static const std::array<float, 256> table = [] {
    std::array<float, 256> values{};
    for (int i = 0; i < 256; ++i) values[i] = static_cast<float>(linearFromSrgb(i / 255.0));
    return values;
  }();
  return table;
}

uint8_t encode(float light) {
  static const std::vector<uint8_t> table = [] {
    std::vector<uint8_t> values(kEncodeSteps + 1);
    for (int i = 0; i <= kEncodeSteps; ++i)
      values[i] = static_cast<uint8_t>(std::lround(srgbFromLinear(static_cast<double>(i) / kEncodeSteps) * 255));
    return values;
  }();
  return table[static_cast<size_t>(std::lround(std::clamp(light, 0.0f, 1.0f) * kEncodeSteps))];
}

/// Texel (x, y) of the half: the mean of two by two of `from`, or of fewer where a side has only one.
void average(const MeshTexture& from, int x, int y, uint8_t* out) {
  std::array<float, 3> light{}, plain{};
  float alpha = 0;
  int count = 0;
  for (int v = 2 * y; v < std::min(2 * y + 2, from.size.height); ++v)
    for (int u = 2 * x; u < std::min(2 * x + 2, from.size.width); ++u, ++count) {
      const uint8_t* texel = from.rgba.data() + (static_cast<size_t>(v) * from.size.width + u) * 4;
      const auto weight = static_cast<float>(texel[3]);
      alpha += weight;
      for (size_t c = 0; c < 3; ++c) {
        light[c] += weight * decodeTable()[texel[c]];
        plain[c] += decodeTable()[texel[c]];
      }
    }
  for (size_t c = 0; c < 3; ++c) out[c] = encode(alpha > 0 ? light[c] / alpha : plain[c] / static_cast<float>(count));
  out[3] = static_cast<uint8_t>(std::lround(alpha / static_cast<float>(count)));
}

MeshTexture half(const MeshTexture& from) {
  MeshTexture out{from.name, {std::max(1, from.size.width / 2), std::max(1, from.size.height / 2)}, {}};
  out.rgba.resize(static_cast<size_t>(out.size.width) * out.size.height * 4);
  for (int y = 0; y < out.size.height; ++y)
    for (int x = 0; x < out.size.width; ++x)
      average(from, x, y, out.rgba.data() + (static_cast<size_t>(y) * out.size.width + x) * 4);
  return out;
}

}  // namespace

std::vector<MeshTexture> textureLevels(const MeshTexture& texture, int maxSide) {
  std::vector<MeshTexture> levels{texture};
  while (levels.back().size.width > 1 || levels.back().size.height > 1) levels.push_back(half(levels.back()));
  const auto fits = [&](const MeshTexture& level) { return std::max(level.size.width, level.size.height) <= maxSide; };
  levels.erase(levels.begin(), std::find_if(levels.begin(), levels.end(), fits));
  return levels;
}

}  // namespace fsm::renderer
