// Gaussians as the device keeps them: activated; positions, times, scales and opacities in float32, quaternions as 16-bit
// fractions (error 1.5e-5), spherical harmonics as half floats (relative error 5e-4). 60 bytes for a 4D Gaussian of degree 0, 44
// for a static one. shaders/splat/project.comp reads them.
#pragma once

#include <cstdint>
#include <glm/glm.hpp>
#include <span>
#include <vector>

#include "reconstruction/scene/gaussians4d.h"

namespace fsm::renderer {

struct PackedGaussians {
  std::vector<glm::vec4> first;   ///< 4D: position, t; static: position, s_x
  std::vector<glm::vec4> second;  ///< 4D: s_x, s_y, s_z, s_t; static: s_y, s_z, the quaternion's bits
  std::vector<glm::uvec4> third;  ///< 4D: left and right quaternion; static: empty
  std::vector<uint32_t> colours;  ///< [N, stride]: opacity's bits, then the coefficients in pairs
};

/// Words of `colours` for one Gaussian.
uint32_t colourStride(const scene::Gaussians4D& kind);
/// Bytes of the largest of the arrays for one Gaussian.
uint64_t largestBytesEach(const scene::Gaussians4D& kind);
/// Those at `indices`, all drawable.
PackedGaussians pack(const scene::Gaussians4D& gaussians, std::span<const int64_t> indices);

}  // namespace fsm::renderer
