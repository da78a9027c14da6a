#include "renderer/splat/frame_buffers.h"

#include <algorithm>

#include "renderer/splat/counts.h"
#include "renderer/vulkan_errors.h"

namespace fsm::renderer {

FrameBuffers::FrameBuffers(RenderContext& context, const Tuning& tuning)
    : context_(context),
      tuning_(tuning),
      maxRange_(std::min<uint64_t>(context.device.traits().maxStorageRange, uint64_t{1} << 32)) {
  counts = make("counts", sizeof(Counts));
  totals = make("radix sort: totals", 256 * 4);
}

std::shared_ptr<Buffer> FrameBuffers::make(const char* name, uint64_t bytes) {
  using Usage = vk::BufferUsageFlagBits;
  const vk::BufferUsageFlags usage = Usage::eStorageBuffer | Usage::eTransferDst | Usage::eTransferSrc | Usage::eIndirectBuffer;
  return context_.makeBuffer({name, std::max<uint64_t>(bytes, 256), usage, MemoryUse::device, MemoryCategory::frame});
}

void FrameBuffers::needSlots(uint32_t slots) {
  if (slots <= slotCapacity_ && splatsA) return;
  if (slots > mostSlots()) {
    throw Error(ErrorCode::outOfMemory, "The scene has more Gaussians at one time than this graphics device can draw (" +
                                            std::to_string(mostSlots()) + "); reduce their number or choose another device.");
  }
  const uint64_t n = std::min<uint64_t>(std::max<uint64_t>(slots + slots / 4, 4096), mostSlots());
  slotCapacity_ = 0;
  // What is replaced goes first, so that both need not fit at once; frames in flight keep theirs.
  for (auto* buffer : {&keys[0], &keys[1], &order[0], &order[1], &tiles, &splatsA, &splatsB, &large, &sums}) buffer->reset();
  for (int i = 0; i < 2; ++i) {
    keys[i] = make("depth keys", 4 * n);
    order[i] = make("depth order", 4 * n);
  }
  tiles = make("tiles of each splat", 4 * n);
  large = make("splats of many tiles", 8 * n);
  sums = make("pairs of each block", 4 * (n / tuning_.scanBlock() + 1));
  splatsA = make("splats: mean", 16 * n);
  splatsB = make("splats: colour", 16 * n);
  needHistogram(n);
  slotCapacity_ = static_cast<uint32_t>(n);
}

void FrameBuffers::needPairs(uint64_t pairs) {
  if (pairs <= pairCapacity_ && pairKeys[0]) return;
  if (pairs > mostPairs()) throw outOfDeviceMemory(std::to_string(pairs) + " pairs");
  const uint64_t n = std::min(std::max<uint64_t>(pairs, 1 << 16), mostPairs());
  pairCapacity_ = 0;
  for (int i = 0; i < 2; ++i) {
    pairKeys[i].reset();
    pairValues[i].reset();
  }
  for (int i = 0; i < 2; ++i) {
    pairKeys[i] = make("tiles of pairs", 4 * n);
    pairValues[i] = make("splats of pairs", 4 * n);
  }
  needHistogram(n);
  pairCapacity_ = static_cast<uint32_t>(n);
}

void FrameBuffers::needHistogram(uint64_t items) {
  if (items <= histogramItems_) return;
  histogram.reset();
  histogramItems_ = 0;
  histogram = make("radix sort: histogram", 1024 * (items / tuning_.sortBlock() + 1));
  histogramItems_ = items;
}

void FrameBuffers::needTiles(uint32_t count) {
  if (count <= tileCapacity_) return;
  ranges = make("tile lists", 8 * uint64_t{count});
  tileCapacity_ = count;
}

void FrameBuffers::needSegments(uint32_t count) {
  if (count <= segmentCapacity_ && segments) return;
  segments = make("blend segments", sizeof(DispatchArguments) * uint64_t{count});
  segmentCapacity_ = count;
}

void FrameBuffers::retainAll(CommandStream& commands) const {
  for (const auto& buffer : {counts, keys[0], keys[1], order[0], order[1], splatsA, splatsB, tiles, large, sums, pairKeys[0],
                             pairKeys[1], pairValues[0], pairValues[1], histogram, totals, ranges, segments}) {
    if (buffer) commands.retain(buffer);
  }
}

}  // namespace fsm::renderer
