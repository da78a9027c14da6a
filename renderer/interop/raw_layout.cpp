#include "renderer/interop/raw_layout.h"

#include <algorithm>
#include <string>

#include "reconstruction/core/error.h"

namespace fsm::renderer {
namespace {

constexpr int64_t kBlock = 256;

}  // namespace

RawLayout::RawLayout(const scene::Gaussians4D& kind, bool isStatic, int64_t gaussians)
    : capacity((gaussians + kBlock - 1) / kBlock * kBlock) {
  const auto harmonics = 3 * static_cast<uint32_t>(kind.coefficients());
  const std::array<uint32_t, kRawArrays> floats{
      3, 3, 4, 1, harmonics, isStatic ? 0u : 1u, isStatic ? 0u : 1u, isStatic ? 0u : 4u};
  for (size_t i = 0; i < arrays.size(); ++i) {
    arrays[i] = {bytes, floats[i]};
    bytes += 4 * uint64_t{floats[i]} * static_cast<uint64_t>(capacity);
    largestBytesEach = std::max(largestBytesEach, 4 * uint64_t{floats[i]});
  }
}

std::array<const float*, kRawArrays> inOrder(const SceneArrays& a) {
  return {a.position, a.logScale, a.rotation, a.opacityLogit, a.sh, a.time, a.logScaleTime, a.rotationRight};
}

void checkArrays(const SceneArrays& arrays, const RawLayout& layout, int64_t capacity) {
  if (arrays.count < 0 || arrays.count > capacity) {
    throw Error(ErrorCode::badInput, "The scene has " + std::to_string(arrays.count) + " Gaussians, but the view has room for " +
                                         std::to_string(capacity) + "; reduce their number, or open the view again.");
  }
  const auto pointers = inOrder(arrays);
  for (size_t i = 0; i < pointers.size(); ++i) {
    if (arrays.count > 0 && layout.arrays[i].floats > 0 && !pointers[i]) {
      throw Error(ErrorCode::badInput, "The scene lacks a part of its Gaussians; reconstruct or load it again.",
                  "array " + std::to_string(i) + " of a published scene is null");
    }
  }
}

}  // namespace fsm::renderer
