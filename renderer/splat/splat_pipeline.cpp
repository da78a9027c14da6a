#include "renderer/splat/splat_pipeline.h"

#include <algorithm>
#include <array>
#include <bit>

#include "renderer/splat/counts.h"
#include "renderer/splat/packing.h"
#include "renderer/vulkan_errors.h"

namespace fsm::renderer {
namespace {

using Type = vk::DescriptorType;

struct ProjectPush {
  uint32_t aliveOffset, aliveCount, slotBase, count, stride;
};
struct PairPush {
  uint32_t capacity, sortBlock, largeLimit;
};
struct RadixPush {
  uint32_t shift, hostCount, source, isFirst;
};
struct SegmentPush {
  uint32_t tileCount, segment, segments;
};

template <class T>
std::span<const std::byte> bytesOf(const T& value) {
  return std::as_bytes(std::span(&value, 1));
}

/// Storage buffers, with other kinds at some places.
std::vector<Type> bindings(size_t count, std::initializer_list<std::pair<size_t, Type>> others = {}) {
  std::vector<Type> types(count, Type::eStorageBuffer);
  for (const auto& [place, type] : others) types[place] = type;
  return types;
}

std::vector<uint32_t> pairConstants(const Tuning& t) { return {t.scanLanes, t.subgroup, t.scanItems, t.tileWidth, t.tileHeight}; }

std::vector<uint32_t> pairScanConstants(const Tuning& t) {
  std::vector<uint32_t> constants = pairConstants(t);
  constants.push_back(t.scanBlock());
  return constants;
}

}  // namespace

SplatPipeline::SplatPipeline(RenderContext& c, const Tuning& t)
    : context_(c),
      tuning_(t),
      sort_(c, t),
      pairCount_(c.device, c.pipelineCache, {"splat/pair_count.comp", bindings(4), sizeof(PairPush), pairConstants(t)}),
      pairScan_(c.device, c.pipelineCache, {"splat/pair_scan.comp", bindings(2), sizeof(PairPush), pairScanConstants(t)}),
      largeArguments_(c.device, c.pipelineCache, {"splat/pair_large_arguments.comp", bindings(1), 0, {}}),
      ranges_(c.device, c.pipelineCache,
              {"splat/tile_ranges.comp", bindings(3), sizeof(RadixPush), {t.sortLanes, t.subgroup, t.sortItems}}),
      segmentArguments_(c.device, c.pipelineCache,
                        {"splat/segment_arguments.comp", bindings(2), sizeof(SegmentPush), {t.scanLanes}}),
      sampler_(c.device.handle(), vk::SamplerCreateInfo()),
      nothing_(c.makeImage({"no opaque layer", 1, 1, vk::Format::eR32Sfloat, vk::ImageUsageFlagBits::eSampled})) {}

uint32_t SplatPipeline::segments(uint32_t slots) const {
  return tuning_.blendSegment ? std::max(1u, (slots + tuning_.blendSegment - 1) / tuning_.blendSegment) : 1;
}

const ComputePipeline& SplatPipeline::projectKernel(const scene::Gaussians4D& kind, bool dynamic, bool marked, bool official) {
  const auto degree = static_cast<uint32_t>(kind.shDegree), harmonics = static_cast<uint32_t>(kind.timeHarmonics);
  const uint32_t key = harmonics << 5 | degree << 3 | static_cast<uint32_t>(official) << 2 | static_cast<uint32_t>(marked) << 1 |
                       static_cast<uint32_t>(dynamic);
  const auto found = project_.find(key);
  if (found != project_.end()) return found->second;
  const ComputePipelineSpec spec{
      "splat/project.comp",
      bindings(11, {{5, Type::eUniformBuffer}}),
      sizeof(ProjectPush),
      {tuning_.projectLanes, tuning_.tileWidth, tuning_.tileHeight, dynamic, degree, harmonics, marked, official}};
  return project_.try_emplace(key, context_.device, context_.pipelineCache, spec).first->second;
}

const ComputePipeline& SplatPipeline::pairWriteKernel(bool official) {
  const auto found = pairWrite_.find(official);
  if (found != pairWrite_.end()) return found->second;
  ComputePipelineSpec spec{"splat/pair_write.comp", bindings(10, {{4, Type::eUniformBuffer}}), sizeof(PairPush),
                           pairConstants(tuning_)};
  spec.constants.push_back(official);
  return pairWrite_.try_emplace(official, context_.device, context_.pipelineCache, spec).first->second;
}

const ComputePipeline& SplatPipeline::pairWriteLargeKernel(bool official) {
  const auto found = pairWriteLarge_.find(official);
  if (found != pairWriteLarge_.end()) return found->second;
  const Tuning& t = tuning_;
  const ComputePipelineSpec spec{"splat/pair_write_large.comp",
                                 bindings(8, {{2, Type::eUniformBuffer}}),
                                 sizeof(PairPush),
                                 {t.largeLanes, t.subgroup, 1, t.tileWidth, t.tileHeight, official}};
  return pairWriteLarge_.try_emplace(official, context_.device, context_.pipelineCache, spec).first->second;
}

const ComputePipeline& SplatPipeline::blendKernel(const Targets& targets, bool meshes) {
  const bool depth = targets.hasDepth, overdraw = targets.hasOverdraw;
  const uint32_t key = static_cast<uint32_t>(overdraw) << 2 | static_cast<uint32_t>(depth) << 1 | static_cast<uint32_t>(meshes);
  const auto found = blend_.find(key);
  if (found != blend_.end()) return found->second;
  const Tuning& t = tuning_;
  const ComputePipelineSpec spec{"splat/blend.comp",
                                 bindings(11, {{0, Type::eUniformBuffer},
                                               {5, Type::eStorageImage},
                                               {6, Type::eStorageImage},
                                               {7, Type::eStorageImage},
                                               {8, Type::eStorageImage},
                                               {9, Type::eCombinedImageSampler},
                                               {10, Type::eCombinedImageSampler}}),
                                 sizeof(uint32_t),
                                 {t.blendLanes, t.subgroup, t.tileWidth, t.tileHeight, t.blendLanes, t.blendQuads(),
                                  t.blendSegment, t.interleave, depth, meshes, overdraw}};
  return blend_.try_emplace(key, context_.device, context_.pipelineCache, spec).first->second;
}

void SplatPipeline::record(CommandStream& commands, const FrameBuffers& buffers, const SplatDraw& draw) {
  // It has no content, so that it may lose it.
  commands.imageBarrier(*nothing_, vk::ImageLayout::eUndefined, vk::ImageLayout::eShaderReadOnlyOptimal);
  const uint32_t tiles = draw.region.tiles(), slots = draw.alive.slots();
  commands.handle().fillBuffer(buffers.counts->handle(), 0, VK_WHOLE_SIZE, 0);
  commands.handle().fillBuffer(buffers.ranges->handle(), 0, 8 * uint64_t{tiles}, 0);
  commands.barrier();
  int sorted = 0;
  if (slots > 0) {
    commands.mark("project");
    recordProject(commands, buffers, draw);
    commands.mark("depth sort");
    recordDepthSort(commands, buffers, slots);
    commands.mark("pairs");
    recordPairs(commands, buffers, draw);
    commands.mark("tile sort");
    sorted = recordTileSort(commands, buffers, tiles);
  }
  commands.mark("blend");
  recordBlend(commands, buffers, draw, sorted);
  commands.mark("other");
}

void SplatPipeline::recordProject(CommandStream& commands, const FrameBuffers& b, const SplatDraw& draw) {
  const auto& chunks = draw.scene.chunks();
  for (size_t i = 0; i < chunks.size(); ++i) {
    const SceneChunk& chunk = chunks[i];
    const uint32_t offset = draw.alive.offsets[i], count = draw.alive.offsets[i + 1] - offset;
    const bool dynamic = chunk.third != nullptr, marked = chunk.marked != nullptr;
    // Other marks may take its place while this frame is drawn.
    if (marked) commands.retain(chunk.marked);
    const ProjectPush push{offset, count, offset * kLifeBlock, chunk.count, colourStride(draw.scene.kind())};
    const std::array<Binding, 11> bound{*chunk.first,
                                        *chunk.second,
                                        dynamic ? *chunk.third : *chunk.second,
                                        *chunk.colours,
                                        draw.aliveBlocks,
                                        draw.view,
                                        *b.keys[0],
                                        *b.splatsA,
                                        *b.splatsB,
                                        *b.tiles,
                                        marked ? *chunk.marked : *chunk.second};
    commands.dispatch(projectKernel(draw.scene.kind(), dynamic, marked, draw.official), bound, bytesOf(push), groupsFor(count));
  }
  commands.barrier();
}

void SplatPipeline::recordDepthSort(CommandStream& commands, const FrameBuffers& b, uint32_t slots) const {
  const SortBuffers buffers{{b.keys[0].get(), b.keys[1].get()}, {b.order[0].get(), b.order[1].get()}};
  const SortScratch scratch{*b.counts, *b.histogram, *b.totals};
  sort_.pass(commands, buffers, 0, {0, slots, 0}, 0, true, scratch);
  // Positive floats sort as their bits do.
  for (int pass = 1; pass < 4; ++pass) {
    sort_.pass(commands, buffers, pass % 2, {1, 0, offsetof(Counts, survivorBlocks)}, static_cast<uint32_t>(8 * pass), false,
               scratch);
  }
}

void SplatPipeline::recordPairs(CommandStream& commands, const FrameBuffers& b, const SplatDraw& draw) {
  const PairPush push{b.pairCapacity(), tuning_.sortBlock(), static_cast<uint32_t>(b.large->size() / 8)};
  const auto bytes = bytesOf(push);
  commands.dispatchIndirect(pairCount_, std::array<Binding, 4>{*b.order[0], *b.tiles, *b.counts, *b.sums}, bytes, *b.counts,
                            offsetof(Counts, scanBlocks));
  commands.barrier();
  commands.dispatch(pairScan_, std::array<Binding, 2>{*b.counts, *b.sums}, bytes, {1, 1, 1});
  commands.barrier();
  commands.dispatchIndirect(pairWriteKernel(draw.official),
                            std::array<Binding, 10>{*b.order[0], *b.tiles, *b.counts, *b.sums, draw.view, *b.splatsA, *b.splatsB,
                                                    *b.pairKeys[0], *b.pairValues[0], *b.large},
                            bytes, *b.counts, offsetof(Counts, scanBlocks));
  commands.barrier();
  commands.dispatch(largeArguments_, std::array<Binding, 1>{*b.counts}, {}, {1, 1, 1});
  commands.barrier();
  commands.dispatchIndirect(
      pairWriteLargeKernel(draw.official),
      std::array<Binding, 8>{*b.tiles, *b.counts, draw.view, *b.splatsA, *b.splatsB, *b.pairKeys[0], *b.pairValues[0], *b.large},
      bytes, *b.counts, offsetof(Counts, largeGroups));
  commands.barrier();
}

int SplatPipeline::recordTileSort(CommandStream& commands, const FrameBuffers& b, uint32_t tiles) const {
  const SortBuffers buffers{{b.pairKeys[0].get(), b.pairKeys[1].get()}, {b.pairValues[0].get(), b.pairValues[1].get()}};
  const SortScratch scratch{*b.counts, *b.histogram, *b.totals};
  int from = 0;
  // Keys go up to `tiles` itself, which means no tile.
  for (uint32_t shift = 0; shift < static_cast<uint32_t>(std::bit_width(tiles)); shift += 8, from = 1 - from) {
    sort_.pass(commands, buffers, from, {2, 0, offsetof(Counts, pairBlocks)}, shift, false, scratch);
  }
  const RadixPush push{0, tiles, 0, 0};
  commands.dispatchIndirect(ranges_, std::array<Binding, 3>{*buffers.keys[from], *b.counts, *b.ranges}, bytesOf(push), *b.counts,
                            offsetof(Counts, pairBlocks));
  commands.barrier();
  return from;
}

void SplatPipeline::recordBlend(CommandStream& commands, const FrameBuffers& b, const SplatDraw& draw, int sorted) {
  const vk::ImageView colour = draw.opaque ? draw.opaque->colour : nothing_->view();
  const vk::ImageView depth = draw.opaque ? draw.opaque->depth : nothing_->view();
  const std::array<Binding, 11> bound{draw.view,
                                      *b.ranges,
                                      *b.pairValues[sorted],
                                      *b.splatsA,
                                      *b.splatsB,
                                      *draw.targets.colour,
                                      *draw.targets.depth,
                                      *draw.targets.median,
                                      *draw.targets.overdraw,
                                      {colour, *sampler_},
                                      {depth, *sampler_}};
  const ComputePipeline& kernel = blendKernel(draw.targets, draw.opaque != nullptr);
  const uint32_t count = segments(draw.alive.slots()), tiles = draw.region.tiles();
  if (count > 1) {
    const SegmentPush push{tiles, tuning_.blendSegment, count};
    commands.dispatch(segmentArguments_, std::array<Binding, 2>{*b.ranges, *b.segments}, bytesOf(push), {1, 1, 1});
    commands.barrier();
  }
  for (uint32_t segment = 0; segment < count; ++segment) {
    if (segment == 0) {
      commands.dispatch(kernel, bound, bytesOf(segment), groupsFor(tiles));
    } else {
      commands.dispatchIndirect(kernel, bound, bytesOf(segment), *b.segments, sizeof(DispatchArguments) * (segment - 1));
    }
    commands.barrier();
  }
}

}  // namespace fsm::renderer
