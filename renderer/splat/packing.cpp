#include "renderer/splat/packing.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <glm/gtc/packing.hpp>

namespace fsm::renderer {
namespace {

glm::uvec2 packQuaternion(const std::vector<float>& values, int64_t index) {
  const float* stored = values.data() + 4 * index;
  const glm::vec4 q(glm::normalize(glm::dvec4(stored[0], stored[1], stored[2], stored[3])));
  return {glm::packSnorm2x16({q.x, q.y}), glm::packSnorm2x16({q.z, q.w})};
}

float activeScale(float logScale) { return std::exp(std::max(logScale, scene::kMinLogScale)); }

/// Beyond what half floats hold a coefficient is cut.
float coefficient(const scene::Gaussians4D& g, size_t at, size_t end) {
  return at < end ? std::clamp(g.sh[at], -65504.0f, 65504.0f) : 0.0f;
}

}  // namespace

uint32_t colourStride(const scene::Gaussians4D& kind) { return 1 + (3 * static_cast<uint32_t>(kind.coefficients()) + 1) / 2; }

uint64_t largestBytesEach(const scene::Gaussians4D& kind) { return std::max<uint64_t>(16, 4 * uint64_t{colourStride(kind)}); }

PackedGaussians pack(const scene::Gaussians4D& g, std::span<const int64_t> indices) {
  PackedGaussians out;
  const uint32_t stride = colourStride(g);
  out.colours.reserve(indices.size() * stride);
  for (const int64_t i : indices) {
    const glm::vec3 position(g.position[3 * i], g.position[3 * i + 1], g.position[3 * i + 2]);
    const glm::vec3 scale(activeScale(g.logScale[3 * i]), activeScale(g.logScale[3 * i + 1]), activeScale(g.logScale[3 * i + 2]));
    const glm::uvec2 left = packQuaternion(g.rotation, i);
    if (g.isStatic()) {
      out.first.emplace_back(position, scale.x);
      out.second.emplace_back(scale.y, scale.z, std::bit_cast<float>(left.x), std::bit_cast<float>(left.y));
    } else {
      out.first.emplace_back(position, g.time[i]);
      out.second.emplace_back(scale, activeScale(g.logScaleTime[i]));
      out.third.emplace_back(left, packQuaternion(g.rotationRight, i));
    }
    out.colours.push_back(std::bit_cast<uint32_t>(1 / (1 + std::exp(-g.opacityLogit[i]))));
    const size_t begin = 3 * static_cast<size_t>(g.coefficients()) * i, end = begin + 3 * static_cast<size_t>(g.coefficients());
    for (uint32_t word = 0; word + 1 < stride; ++word) {
      out.colours.push_back(
          glm::packHalf2x16({coefficient(g, begin + 2 * word, end), coefficient(g, begin + 2 * word + 1, end)}));
    }
  }
  return out;
}

}  // namespace fsm::renderer
