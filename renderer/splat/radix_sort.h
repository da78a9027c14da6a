// Stable radix sort of 32-bit keys with 32-bit values, whose number the device knows. Reduce, then scan (Merrill and Grimshaw
// 2011): no workgroup waits for another, because Vulkan does not promise that others run.
#pragma once

#include <cstdint>

#include "renderer/command_stream.h"
#include "renderer/render_context.h"
#include "renderer/splat/tuning.h"

namespace fsm::renderer {

/// Keys and values, from [0] to [1] and back.
struct SortBuffers {
  const Buffer* keys[2];
  const Buffer* values[2];
};

/// Where the number of items comes from, and the dispatch of their blocks.
struct SortCount {
  uint32_t source = 0;           ///< 0: host, 1: Counts::survivors, 2: Counts::pairs
  uint32_t hostCount = 0;        ///< with source 0
  uint64_t argumentsOffset = 0;  ///< in Counts, else
};

struct SortScratch {
  const Buffer& counts;
  const Buffer& histogram;  ///< 1024 bytes for each block of Tuning::sortBlock() items
  const Buffer& totals;     ///< 1024 bytes
};

class RadixSort {
 public:
  RadixSort(RenderContext& context, const Tuning& tuning);

  /// One pass by the 8 bits from `shift` on, from buffers `from` to the other ones. `dropCulled`: keys of all ones vanish, values
  /// are the items' numbers, and Counts::survivors with its dispatches is written.
  void pass(CommandStream& commands, const SortBuffers& buffers, int from, const SortCount& count, uint32_t shift,
            bool dropCulled, const SortScratch& scratch) const;

 private:
  Tuning tuning_;
  ComputePipeline count_, scan_, scatter_;
};

}  // namespace fsm::renderer
