#include "renderer/splat/radix_sort.h"

#include <array>

namespace fsm::renderer {
namespace {

struct Push {
  uint32_t shift, hostCount, source, isFirst;
};

std::vector<vk::DescriptorType> storageBuffers(size_t count) { return std::vector(count, vk::DescriptorType::eStorageBuffer); }

}  // namespace

RadixSort::RadixSort(RenderContext& c, const Tuning& t)
    : tuning_(t),
      count_(c.device, c.pipelineCache,
             {"splat/radix_count.comp", storageBuffers(3), sizeof(Push), {t.sortLanes, t.subgroup, t.sortItems}}),
      scan_(c.device, c.pipelineCache,
            {"splat/radix_scan.comp", storageBuffers(3), sizeof(Push), {t.sortLanes, t.subgroup, t.sortItems}}),
      scatter_(c.device, c.pipelineCache,
               {"splat/radix_scatter.comp",
                storageBuffers(7),
                sizeof(Push),
                {t.sortLanes, t.subgroup, t.sortItems, t.sortLanes / t.subgroup, t.scanBlock()}}) {}

void RadixSort::pass(CommandStream& commands, const SortBuffers& buffers, int from, const SortCount& count, uint32_t shift,
                     bool dropCulled, const SortScratch& scratch) const {
  const Push push{shift, count.hostCount, count.source, dropCulled};
  const auto bytes = std::as_bytes(std::span(&push, 1));
  const int to = 1 - from;
  const auto overBlocks = [&](const ComputePipeline& kernel, std::span<const Binding> bindings) {
    if (count.source == 0) {
      commands.dispatch(kernel, bindings, bytes,
                        groupsFor((uint64_t{count.hostCount} + tuning_.sortBlock() - 1) / tuning_.sortBlock()));
    } else {
      commands.dispatchIndirect(kernel, bindings, bytes, scratch.counts, count.argumentsOffset);
    }
    commands.barrier();
  };
  overBlocks(count_, std::array<Binding, 3>{*buffers.keys[from], scratch.counts, scratch.histogram});
  commands.dispatch(scan_, std::array<Binding, 3>{scratch.counts, scratch.histogram, scratch.totals}, bytes, {256, 1, 1});
  commands.barrier();
  overBlocks(scatter_, std::array<Binding, 7>{*buffers.keys[from], *buffers.values[from], *buffers.keys[to], *buffers.values[to],
                                              scratch.histogram, scratch.totals, scratch.counts});
}

}  // namespace fsm::renderer
