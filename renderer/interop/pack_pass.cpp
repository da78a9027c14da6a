#include "renderer/interop/pack_pass.h"

#include <algorithm>
#include <array>

#include "renderer/render_context.h"
#include "renderer/splat/packing.h"

namespace fsm::renderer {
namespace {

constexpr uint32_t kLanes = 64;

struct PackPush {
  uint32_t count, coefficients, stride;
};

ComputePipelineSpec kernelSpec(bool isStatic) {
  const std::vector<vk::DescriptorType> bindings(kRawArrays + 4, vk::DescriptorType::eStorageBuffer);
  return {"interop/pack.comp", bindings, sizeof(PackPush), {kLanes, isStatic ? 0u : 1u}};
}

}  // namespace

PackPass::PackPass(RenderContext& context, const scene::Gaussians4D& kind, const RawLayout& layout)
    : layout_(layout),
      isStatic_(layout.arrays.back().floats == 0),
      coefficients_(3 * static_cast<uint32_t>(kind.coefficients())),
      stride_(colourStride(kind)),
      queueFamily_(context.device.queueFamily()),
      chunkGaussians_(chunkCapacity(context.device.traits(), std::max(layout.largestBytesEach, largestBytesEach(kind)))),
      kernel_(context.device, context.pipelineCache, kernelSpec(isStatic_)) {}

std::vector<SceneChunk> PackPass::makeChunks(RenderContext& context) const {
  const auto make = [&](const char* name, uint64_t bytes) {
    return context.makeBuffer({name, bytes, vk::BufferUsageFlagBits::eStorageBuffer, MemoryUse::device, MemoryCategory::scene});
  };
  std::vector<SceneChunk> chunks;
  const auto capacity = static_cast<uint64_t>(layout_.capacity);
  for (uint64_t first = 0; first < capacity; first += chunkGaussians_) {
    const uint64_t count = std::min(chunkGaussians_, capacity - first);
    SceneChunk chunk;
    chunk.first = make("published Gaussians: position", 16 * count);
    chunk.second = make("published Gaussians: scale", 16 * count);
    if (!isStatic_) chunk.third = make("published Gaussians: rotation", 16 * count);
    chunk.colours = make("published Gaussians: colour", 4 * uint64_t{stride_} * count);
    chunks.push_back(std::move(chunk));
  }
  return chunks;
}

void PackPass::passOwnership(CommandStream& commands, const Buffer& raw, uint32_t from, uint32_t to) const {
  const bool taken = to == queueFamily_;
  const vk::BufferMemoryBarrier barrier({}, taken ? vk::AccessFlagBits::eShaderRead : vk::AccessFlags(), from, to, raw.handle(),
                                        0, VK_WHOLE_SIZE);
  // What is taken was ordered by the semaphore that the submission waits for in this stage; what is given back, by the one that
  // it raises.
  commands.handle().pipelineBarrier(vk::PipelineStageFlagBits::eComputeShader,
                                    taken ? vk::PipelineStageFlagBits::eComputeShader : vk::PipelineStageFlagBits::eBottomOfPipe,
                                    {}, {}, barrier, {});
}

void PackPass::record(CommandStream& commands, const std::shared_ptr<Buffer>& raw, bool external, int64_t count,
                      const std::vector<SceneChunk>& chunks, std::vector<SceneChunk>& counted) const {
  commands.retain(raw);
  if (external) passOwnership(commands, *raw, VK_QUEUE_FAMILY_EXTERNAL, queueFamily_);
  counted.clear();
  uint64_t first = 0;
  for (const SceneChunk& room : chunks) {
    if (first >= static_cast<uint64_t>(count)) break;
    SceneChunk& chunk = counted.emplace_back(room);
    chunk.count = static_cast<uint32_t>(std::min(chunkGaussians_, static_cast<uint64_t>(count) - first));
    chunk.life.unsorted = chunk.count;
    recordChunk(commands, *raw, first, chunk);
    for (const auto& buffer : {chunk.first, chunk.second, chunk.third, chunk.colours}) {
      if (buffer) commands.retain(buffer);
    }
    first += chunkGaussians_;
  }
  commands.barrier();
  if (external) passOwnership(commands, *raw, queueFamily_, VK_QUEUE_FAMILY_EXTERNAL);
}

void PackPass::recordChunk(CommandStream& commands, const Buffer& raw, uint64_t first, const SceneChunk& chunk) const {
  std::vector<Binding> bound;
  for (const RawArray& array : layout_.arrays) {
    // A static scene's kernel does not read what is not there; some buffer must be bound.
    const RawArray& there = array.floats ? array : layout_.arrays.front();
    const uint64_t each = 4 * uint64_t{there.floats};
    bound.emplace_back(raw, there.offset + each * first, each * chunk.count);
  }
  for (const auto& packed : {chunk.first, chunk.second, isStatic_ ? chunk.second : chunk.third, chunk.colours}) {
    bound.emplace_back(*packed);
  }
  const PackPush push{chunk.count, coefficients_, stride_};
  commands.dispatch(kernel_, bound, std::as_bytes(std::span(&push, 1)), groupsFor((chunk.count + kLanes - 1) / kLanes));
}

}  // namespace fsm::renderer
