// The splats of a view that can be seen, by ascending depth, ties by ascending index.
#pragma once

#include <vector>

#include "reconstruction/splatting/cpu/tile_splat.h"
#include "reconstruction/splatting/cpu/worker_pool.h"

namespace fsm::splatting::cpu {

struct VisibleSplats {
  std::vector<Splat<float>> splats;
  std::vector<TileSplat> tileSplats;  ///< the same
  std::vector<uint32_t> source;       ///< index of the Gaussian

  int64_t count() const { return static_cast<int64_t>(splats.size()); }
};

/// Projects all Gaussians, drops those that touch no pixel and sorts the others.
void collectVisible(WorkerPool& pool, const GaussianPointers<float>& gaussians, const RasterCamera<float>& camera,
                    const RasterThresholds<float>& thresholds, VisibleSplats& out);

/// Stable order of `depths` (positive): place of the nearest first.
std::vector<uint32_t> depthOrder(WorkerPool& pool, const std::vector<float>& depths);

}  // namespace fsm::splatting::cpu
