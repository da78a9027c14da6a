// Projection in one pass over the Gaussians: slice, cull, project, colour, count tiles, and write what is left compactly in the
// order of the Gaussians (so that equal depths keep that order through the stable sort).
#include "reconstruction/splatting/cuda/block_prefix.cuh"
#include "reconstruction/splatting/cuda/device_status.h"
#include "reconstruction/splatting/cuda/splat_tiles.h"
#include "reconstruction/splatting/cuda/stages.h"
#include "reconstruction/splatting/formulas/splat.h"

namespace fsm::splatting::cuda {
namespace {

__device__ inline DeviceSplat deviceSplat(const Splat<float>& s, int64_t source) {
  return {s.mean.x,
          s.mean.y,
          kUnitsPerWhite * s.whitening.xx,
          kUnitsPerWhite * s.whitening.xy,
          kUnitsPerWhite * s.whitening.yy,
          log2f(s.opacity),
          s.depth,
          s.officialRadius,
          s.colour.x,
          s.colour.y,
          s.colour.z,
          static_cast<uint32_t>(source)};
}

__device__ inline void storeSplat(DeviceSplat* target, const DeviceSplat& s) {
  float4* words = reinterpret_cast<float4*>(target);
  words[0] = {s.meanX, s.meanY, s.a, s.b};
  words[1] = {s.c, s.logOpacity, s.depth, s.halfSide};
  words[2] = {s.red, s.green, s.blue, __uint_as_float(s.source)};
}

struct ProjectJob {
  GaussianPointers<float> gaussians;
  RasterCamera<float> camera;
  RasterThresholds<float> settings;
  TileGrid grid;
  FootprintRule rule;
  ProjectOutputs out;
};

/// Number of tiles that the Gaussian meets; 0: it cannot be seen.
__device__ inline uint32_t makeDeviceSplat(const ProjectJob& job, int64_t index, DeviceSplat& out) {
  Splat<float> splat;
  if (index >= job.gaussians.count || !makeSplat(job.gaussians, index, job.camera, job.settings, splat)) return 0;
  out = deviceSplat(splat, index);
  return SplatTiles(out, job.grid, job.rule).count();
}

__global__ void __launch_bounds__(kScanThreads) projectKernel(const __grid_constant__ ProjectJob job) {
  const ProjectOutputs& out = job.out;
  const unsigned block = takeTicket(&out.counts->projectTicket);
  const int64_t index = static_cast<int64_t>(block) * kScanThreads + threadIdx.x;
  DeviceSplat splat;
  const uint32_t tiles = makeDeviceSplat(job, index, splat);
  uint32_t seen = 0;
  const uint32_t before = blockExclusive(tiles > 0 ? 1u : 0u, seen);
  uint64_t entries = 0;
  blockExclusive(static_cast<uint64_t>(tiles), entries);
  const uint64_t prefix = prefixOfBlock(out.blockStates, block, seen);
  if (threadIdx.x == 0) {
    if (entries > 0) atomicAdd(&out.counts->instances, static_cast<unsigned long long>(entries));
    if (block == gridDim.x - 1) out.counts->visible = static_cast<unsigned>(prefix + seen);
  }
  const uint64_t place = prefix + before;
  if (tiles == 0 || place >= static_cast<uint64_t>(out.visibleLimit)) return;
  storeSplat(out.splats + place, splat);
  out.depthKeys[place] = __float_as_uint(splat.depth);  // positive floats are ordered as their bits
  out.order[place] = static_cast<uint32_t>(place);
  out.tileCounts[place] = tiles;
}

/// Keys that sort behind every depth, where there is no splat.
__global__ void fillKeysKernel(uint32_t* keys, int64_t limit, const FrameCounts* counts) {
  const int64_t step = static_cast<int64_t>(gridDim.x) * blockDim.x;
  const int64_t begin = static_cast<int64_t>(counts->visible) + static_cast<int64_t>(blockIdx.x) * blockDim.x + threadIdx.x;
  for (int64_t i = begin; i < limit; i += step) keys[i] = 0xffffffffu;
}

}  // namespace

int64_t scanBlocks(int64_t items) { return (items + kScanThreads - 1) / kScanThreads; }

void project(const GaussianPointers<float>& gaussians, const RasterCamera<float>& camera, const RasterThresholds<float>& settings,
             const TileGrid& grid, const FootprintRule& rule, const ProjectOutputs& outputs, cudaStream_t stream) {
  const unsigned blocks = static_cast<unsigned>(scanBlocks(gaussians.count));
  if (blocks > 0) projectKernel<<<blocks, kScanThreads, 0, stream>>>({gaussians, camera, settings, grid, rule, outputs});
  checkLaunch("project");
  if (outputs.visibleLimit == 0) return;
  constexpr unsigned kFillBlocks = 128;
  fillKeysKernel<<<kFillBlocks, kScanThreads, 0, stream>>>(outputs.depthKeys, outputs.visibleLimit, outputs.counts);
  checkLaunch("fill depth keys");
}

}  // namespace fsm::splatting::cuda
