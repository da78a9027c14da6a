// Temporal index: the order in which Gaussians are stored, in blocks of which a frame touches only those that are alive.
//
// Of a 4D Gaussian with centre t, temporal variance w and opacity o, alpha can reach alphaMin only where
// |tau - t| <= r = sqrt(2 w ln(o / alphaMin)). Gaussians are sorted by the magnitude of r, the long-lived first, and by t - r
// within one magnitude; a block of 256 keeps the union of its intervals. (Compare the active masks of 4DGS-1K, Yuan et al. 2025.)
#pragma once

#include <cstdint>
#include <vector>

#include "reconstruction/scene/gaussians4d.h"

namespace fsm::renderer {

constexpr uint32_t kLifeBlock = 256;  ///< Gaussians; shaders/splat/project.comp has the same

struct LifeInterval {
  double begin = 0, end = 0;  ///< normalised time; begin > end: never
};

struct LifeIndex {
  std::vector<int64_t> order;        ///< the drawable Gaussians; a static set keeps its order
  std::vector<LifeInterval> blocks;  ///< of 256 in that order; empty for a static set, which is always alive
  float alphaMin = 0;                ///< frames with a smaller one draw everything
  size_t unsorted = 0;               ///< with an empty order: so many Gaussians as they come, always alive

  uint32_t blockCount() const { return static_cast<uint32_t>((order.size() + unsorted + kLifeBlock - 1) / kLifeBlock); }
  /// Numbers of the blocks that may be seen at a normalised time.
  void appendAlive(double time, float frameAlphaMin, std::vector<uint32_t>& into) const;
};

LifeIndex makeLifeIndex(const scene::Gaussians4D& gaussians, float alphaMin);

}  // namespace fsm::renderer
