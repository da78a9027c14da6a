// Scratch memory of the splat pipeline. One set serves all frames, which the queue draws one after the other; sets that grew out
// of use live on until their last frame is done.
#pragma once

#include <cstdint>
#include <memory>

#include "renderer/render_context.h"
#include "renderer/splat/tuning.h"

namespace fsm::renderer {

class FrameBuffers {
 public:
  FrameBuffers(RenderContext& context, const Tuning& tuning);

  /// Room for `slots` Gaussians. Throws outOfMemory.
  void needSlots(uint32_t slots);
  /// Room for `pairs` pairs, `atMost` of which a device can hold. Throws outOfMemory.
  void needPairs(uint64_t pairs);
  void needTiles(uint32_t tiles);
  void needSegments(uint32_t segments);

  uint32_t pairCapacity() const { return pairCapacity_; }
  /// Pairs that one storage binding holds.
  uint64_t mostPairs() const { return maxRange_ / 4; }
  uint64_t mostSlots() const { return maxRange_ / 16; }
  /// Keeps everything until the frame that is recorded is done.
  void retainAll(CommandStream& commands) const;

  std::shared_ptr<Buffer> counts;
  // Per slot: sorting keys and order (two of each, from one to the other), splats, number of tiles, list of large ones.
  std::shared_ptr<Buffer> keys[2], order[2], splatsA, splatsB, tiles, large, sums;
  std::shared_ptr<Buffer> pairKeys[2], pairValues[2];
  std::shared_ptr<Buffer> histogram, totals;
  std::shared_ptr<Buffer> ranges;    // per tile
  std::shared_ptr<Buffer> segments;  // dispatch arguments of the blend's later segments

 private:
  std::shared_ptr<Buffer> make(const char* name, uint64_t bytes);
  void needHistogram(uint64_t items);

  RenderContext& context_;
  Tuning tuning_;
  uint64_t maxRange_;
  uint32_t slotCapacity_ = 0, pairCapacity_ = 0, tileCapacity_ = 0, segmentCapacity_ = 0;
  uint64_t histogramItems_ = 0;
};

}  // namespace fsm::renderer
