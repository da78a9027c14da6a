// The stages of the CUDA rasteriser, each a few launches on a stream. Plain pointers to device memory; errors through `check`.
#pragma once

#include <cuda_runtime_api.h>

#include <cstdint>

#include "reconstruction/splatting/cuda/device_splat.h"
#include "reconstruction/splatting/formulas/camera.h"
#include "reconstruction/splatting/raster_pointers.h"

namespace fsm::splatting::cuda {

/// What the projection writes, in the order of the Gaussians, without those that cannot be seen. Where more are visible than
/// `visibleLimit`, the rest is counted but not written.
struct ProjectOutputs {
  DeviceSplat* splats = nullptr;    ///< [visibleLimit]
  uint32_t* depthKeys = nullptr;    ///< [visibleLimit] ascending as the depths; all ones where there is no splat
  uint32_t* order = nullptr;        ///< [visibleLimit] 0, 1, 2, ...
  uint32_t* tileCounts = nullptr;   ///< [visibleLimit]
  FrameCounts* counts = nullptr;    ///< zero before
  uint64_t* blockStates = nullptr;  ///< [scanBlocks(count)] zero before
  int64_t visibleLimit = 0;
};
/// Blocks of a pass that takes prefix sums over `items`.
int64_t scanBlocks(int64_t items);

void project(const GaussianPointers<float>& gaussians, const RasterCamera<float>& camera, const RasterThresholds<float>& settings,
             const TileGrid& grid, const FootprintRule& rule, const ProjectOutputs& outputs, cudaStream_t stream);

/// Two halves of a sort: from the first into the second and back.
template <class T>
struct Alternating {
  T* current = nullptr;
  T* other = nullptr;
};
/// Bytes that the sorts below need as scratch memory for so many items.
int64_t sortScratchBytes(int64_t visible, int64_t instances, int64_t tiles);
/// Sorts `count` pairs by ascending key, stable; `current` holds the result.
void sortByDepth(Alternating<uint32_t>& keys, Alternating<uint32_t>& values, int64_t count, void* scratch, int64_t scratchBytes,
                 cudaStream_t stream);

/// One entry per splat and tile, in depth order, keyed by the tile: Tile is uint16_t where the tiles' numbers fit, else uint32_t.
template <class Tile>
struct Instances {
  Alternating<Tile> tiles;
  Alternating<uint32_t> splats;
  int64_t limit = 0;  ///< capacity; entries behind the last instance belong to the last tile, so that they stay at the end
};
struct EmitInputs {
  const DeviceSplat* splats = nullptr;
  const uint32_t* order = nullptr;       ///< by depth
  const uint32_t* tileCounts = nullptr;  ///< of a splat
  FrameCounts* counts = nullptr;
  uint64_t* blockStates = nullptr;  ///< [scanBlocks(visibleLimit)] zero before
  int64_t visibleLimit = 0;
  TileGrid grid;
  FootprintRule rule;
};
template <class Tile>
void emitInstances(const EmitInputs& inputs, const Instances<Tile>& instances, cudaStream_t stream);
template <class Tile>
void sortByTile(Instances<Tile>& instances, int64_t tiles, void* scratch, int64_t scratchBytes, cudaStream_t stream);
/// starts [tiles + 1]: where the entries of each tile begin, and the number of all; all 0 where the frame did not fit the limits.
template <class Tile>
void findTiles(const Instances<Tile>& instances, const FrameCounts* counts, int64_t visibleLimit, int64_t tiles, int64_t* starts,
               cudaStream_t stream);

/// The picture as the blending needs it.
struct BlendInputs {
  const DeviceSplat* splats = nullptr;
  const uint32_t* list = nullptr;   ///< splats of each tile, front to back
  const int64_t* starts = nullptr;  ///< [tiles + 1]
  TileGrid grid;
  FootprintRule rule;
  float alphaMax = 0, transmittanceStop = 0;
  Vec3<float> background;
};
/// What a pixel ended with, kept for the backward pass.
struct PixelStates {
  float* transmittance = nullptr;  ///< [H, W]
  uint32_t* last = nullptr;        ///< [H, W] entries of its tile's list up to the last one that it drew
};
void blendForward(const BlendInputs& inputs, const PixelStates& states, const RasterOutputs<float>& outputs, cudaStream_t stream);
/// Adds to moments [visible, kMomentStride] and, unless null, to background [3]. Sums over a whole picture are double: their
/// shares cancel.
void blendBackward(const BlendInputs& inputs, const PixelStates& states, const RasterOutputGradients<float>& gradients,
                   float* moments, double* background, cudaStream_t stream);

/// From the moments of the `visible` splats to the gradients of the parameters; adds to pose [6] unless it is null. Of
/// `gradients` those by the background and the pose are not used.
void projectBackward(const GaussianPointers<float>& gaussians, const RasterCamera<float>& camera,
                     const RasterThresholds<float>& settings, const DeviceSplat* splats, const float* moments, int64_t visible,
                     const GaussianGradients<float>& gradients, double* pose, cudaStream_t stream);

constexpr int kMostSums = 32;
/// into [count] += sums [count], each rounded once; at most kMostSums.
void addRounded(const double* sums, int count, float* into, cudaStream_t stream);

}  // namespace fsm::splatting::cuda
