// Where the arrays of stored parameters lie in one raw scene: one after the other, each with room for the capacity.
#pragma once

#include <array>
#include <cstdint>

#include "renderer/interop/shared_scene.h"

namespace fsm::renderer {

/// Arrays in the order of SceneArrays and of the bindings in shaders/interop/pack.comp.
constexpr int kRawArrays = 8;

struct RawArray {
  uint64_t offset = 0;  ///< bytes; a multiple of 1024, which suits every device's bindings
  uint32_t floats = 0;  ///< per Gaussian; 0: a static scene has no such array
};

struct RawLayout {
  RawLayout(const scene::Gaussians4D& kind, bool isStatic, int64_t gaussians);

  int64_t capacity;  ///< whole blocks of 256 Gaussians
  std::array<RawArray, kRawArrays> arrays;
  uint64_t bytes = 0;
  uint64_t largestBytesEach = 0;  ///< of the arrays, for one Gaussian
};

std::array<const float*, kRawArrays> inOrder(const SceneArrays& arrays);
/// Throws badInput where `arrays` is not what the layout has room for.
void checkArrays(const SceneArrays& arrays, const RawLayout& layout, int64_t capacity);

}  // namespace fsm::renderer
