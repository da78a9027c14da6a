// From splats in depth order to the list of every tile: one entry per splat and tile is written in depth order, at places that a
// prefix sum gives, then (radix_sort.cu) sorted by tile, then the tiles' first entries are looked up.
#include "reconstruction/splatting/cuda/block_prefix.cuh"
#include "reconstruction/splatting/cuda/device_status.h"
#include "reconstruction/splatting/cuda/splat_tiles.h"
#include "reconstruction/splatting/cuda/stages.h"

namespace fsm::splatting::cuda {
namespace {

/// Splats of more tiles than this are written by a whole warp.
constexpr uint32_t kTilesOfOneThread = 24;

template <class Tile>
struct Writer {
  Tile* tiles;
  uint32_t* splats;
  int64_t limit;

  __device__ void write(uint64_t place, int tile, uint32_t splat) const {
    if (place >= static_cast<uint64_t>(limit)) return;
    tiles[place] = static_cast<Tile>(tile);
    splats[place] = splat;
  }
};

template <class Tile>
__device__ void writeAlone(const Writer<Tile>& out, const EmitInputs& in, uint32_t number, uint64_t place) {
  const DeviceSplat splat = in.splats[number];
  const SplatTiles tiles(splat, in.grid, in.rule);
  const TileRange rows = tiles.rows();
  for (int row = rows.first; row < rows.end; ++row) {
    const TileRange columns = tiles.columns(row);
    for (int column = columns.first; column < columns.end; ++column) out.write(place++, row * in.grid.columns + column, number);
  }
}

/// The same by all lanes of a warp, row by row.
template <class Tile>
__device__ void writeTogether(const Writer<Tile>& out, const EmitInputs& in, uint32_t number, uint64_t place) {
  const DeviceSplat splat = in.splats[number];
  const SplatTiles tiles(splat, in.grid, in.rule);
  const TileRange rows = tiles.rows();
  const int lane = threadIdx.x % 32;
  for (int row = rows.first; row < rows.end; ++row) {
    const TileRange columns = tiles.columns(row);
    for (int column = columns.first + lane; column < columns.end; column += 32)
      out.write(place + static_cast<uint64_t>(column - columns.first), row * in.grid.columns + column, number);
    place += static_cast<uint64_t>(columns.end - columns.first);
  }
}

template <class Tile>
__global__ void __launch_bounds__(kScanThreads) emitKernel(EmitInputs in, Writer<Tile> out) {
  const unsigned block = takeTicket(&in.counts->emitTicket);
  const int64_t visible = min(static_cast<int64_t>(in.counts->visible), in.visibleLimit);
  const int64_t first = static_cast<int64_t>(block) * kScanThreads;
  if (first >= visible) return;
  const int64_t rank = first + threadIdx.x;
  const uint32_t number = rank < visible ? in.order[rank] : 0;
  const uint32_t count = rank < visible ? in.tileCounts[number] : 0;
  uint64_t total = 0;
  const uint64_t within = blockExclusive(static_cast<uint64_t>(count), total);
  const uint64_t place = prefixOfBlock(in.blockStates, block, total) + within;
  if (count > 0 && count <= kTilesOfOneThread) writeAlone(out, in, number, place);
  unsigned large = __ballot_sync(kFullWarp, count > kTilesOfOneThread);
  while (large != 0) {
    const int lane = __ffs(large) - 1;
    large &= large - 1;
    writeTogether(out, in, __shfl_sync(kFullWarp, number, lane), __shfl_sync(kFullWarp, place, lane));
  }
}

/// The entries behind the last one.
template <class Tile>
__global__ void fillBehindKernel(Tile* tiles, int64_t limit, const FrameCounts* counts, Tile last) {
  const int64_t step = static_cast<int64_t>(gridDim.x) * blockDim.x;
  const int64_t begin = static_cast<int64_t>(counts->instances) + static_cast<int64_t>(blockIdx.x) * blockDim.x + threadIdx.x;
  for (int64_t i = begin; i < limit; i += step) tiles[i] = last;
}

template <class Tile>
__global__ void findTilesKernel(const Tile* keys, int64_t limit, const FrameCounts* counts, int64_t visibleLimit, int64_t tiles,
                                int64_t* starts) {
  const int64_t tile = static_cast<int64_t>(blockIdx.x) * blockDim.x + threadIdx.x;
  if (tile > tiles) return;
  int64_t low = 0, high = static_cast<int64_t>(counts->instances);
  // A frame that did not fit is drawn again; until then its lists are empty.
  if (high > limit || counts->visible > visibleLimit) high = 0;
  if (tile == tiles) low = high;
  while (low < high) {
    const int64_t middle = low + (high - low) / 2;
    if (static_cast<int64_t>(keys[middle]) < tile)
      low = middle + 1;
    else
      high = middle;
  }
  starts[tile] = low;
}

}  // namespace

template <class Tile>
void emitInstances(const EmitInputs& inputs, const Instances<Tile>& instances, cudaStream_t stream) {
  const unsigned blocks = static_cast<unsigned>(scanBlocks(inputs.visibleLimit));
  const Writer<Tile> writer{instances.tiles.current, instances.splats.current, instances.limit};
  if (blocks > 0) emitKernel<<<blocks, kScanThreads, 0, stream>>>(inputs, writer);
  checkLaunch("list tiles");
  if (instances.limit == 0) return;
  constexpr unsigned kFillBlocks = 256;
  fillBehindKernel<<<kFillBlocks, kScanThreads, 0, stream>>>(instances.tiles.current, instances.limit, inputs.counts,
                                                             static_cast<Tile>(inputs.grid.tiles() - 1));
  checkLaunch("fill lists");
}
template void emitInstances(const EmitInputs&, const Instances<uint16_t>&, cudaStream_t);
template void emitInstances(const EmitInputs&, const Instances<uint32_t>&, cudaStream_t);

template <class Tile>
void findTiles(const Instances<Tile>& instances, const FrameCounts* counts, int64_t visibleLimit, int64_t tiles, int64_t* starts,
               cudaStream_t stream) {
  const unsigned blocks = static_cast<unsigned>(tiles / kScanThreads + 1);
  findTilesKernel<<<blocks, kScanThreads, 0, stream>>>(instances.tiles.current, instances.limit, counts, visibleLimit, tiles,
                                                       starts);
  checkLaunch("find tiles");
}
template void findTiles(const Instances<uint16_t>&, const FrameCounts*, int64_t, int64_t, int64_t*, cudaStream_t);
template void findTiles(const Instances<uint32_t>&, const FrameCounts*, int64_t, int64_t, int64_t*, cudaStream_t);

}  // namespace fsm::splatting::cuda
