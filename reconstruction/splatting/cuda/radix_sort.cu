// Two stable sorts with CUB: splats by depth once, and their entries in tiles by tile, which keeps them in depth order. Keys of
// 13 to 16 bits take two passes over six bytes an entry, where one sort by (tile, depth) would take six over twelve.
#include <cub/device/device_radix_sort.cuh>

#include "reconstruction/splatting/cuda/device_status.h"
#include "reconstruction/splatting/cuda/stages.h"

namespace fsm::splatting::cuda {
namespace {

constexpr int kDepthBits = 32;

/// Bits of the numbers below `count`.
int bitsBelow(int64_t count) {
  int bits = 0;
  while (bits < 32 && (int64_t{1} << bits) < count) ++bits;
  return bits;
}

template <class Key>
size_t scratchBytes(int64_t count, int bits) {
  size_t bytes = 0;
  cub::DoubleBuffer<Key> keys;
  cub::DoubleBuffer<uint32_t> values;
  check(cub::DeviceRadixSort::SortPairs(nullptr, bytes, keys, values, count, 0, bits), "size of a sort");
  return bytes;
}

template <class Key>
void sortPairs(Alternating<Key>& keys, Alternating<uint32_t>& values, int64_t count, int bits, void* scratch,
               int64_t scratchBytes, cudaStream_t stream) {
  if (count == 0 || bits == 0) return;
  cub::DoubleBuffer<Key> k(keys.current, keys.other);
  cub::DoubleBuffer<uint32_t> v(values.current, values.other);
  size_t bytes = static_cast<size_t>(scratchBytes);
  check(cub::DeviceRadixSort::SortPairs(scratch, bytes, k, v, count, 0, bits, stream), "sort");
  keys = {k.Current(), k.Alternate()};
  values = {v.Current(), v.Alternate()};
}

}  // namespace

int64_t sortScratchBytes(int64_t visible, int64_t instances, int64_t tiles) {
  const size_t depth = visible > 0 ? scratchBytes<uint32_t>(visible, kDepthBits) : 0;
  size_t tile = 0;
  const int bits = bitsBelow(tiles);
  if (instances > 0 && bits > 0)
    tile = bits <= 16 ? scratchBytes<uint16_t>(instances, bits) : scratchBytes<uint32_t>(instances, bits);
  return static_cast<int64_t>(depth > tile ? depth : tile);
}

void sortByDepth(Alternating<uint32_t>& keys, Alternating<uint32_t>& values, int64_t count, void* scratch, int64_t scratchBytes,
                 cudaStream_t stream) {
  sortPairs(keys, values, count, kDepthBits, scratch, scratchBytes, stream);
}

template <class Tile>
void sortByTile(Instances<Tile>& instances, int64_t tiles, void* scratch, int64_t scratchBytes, cudaStream_t stream) {
  sortPairs(instances.tiles, instances.splats, instances.limit, bitsBelow(tiles), scratch, scratchBytes, stream);
}
template void sortByTile(Instances<uint16_t>&, int64_t, void*, int64_t, cudaStream_t);
template void sortByTile(Instances<uint32_t>&, int64_t, void*, int64_t, cudaStream_t);

}  // namespace fsm::splatting::cuda
