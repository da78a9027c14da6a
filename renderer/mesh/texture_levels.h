// Coarser and coarser copies of a texture, made on the host: the same on every device.
#pragma once

#include <vector>

#include "renderer/mesh/mesh.h"

namespace fsm::renderer {

/// The texture and its halves down to 1x1: each texel the mean of four in linear light, weighted by alpha. Those with more than
/// `maxSide` pixels a side are left out.
std::vector<MeshTexture> textureLevels(const MeshTexture& texture, int maxSide);

}  // namespace fsm::renderer
