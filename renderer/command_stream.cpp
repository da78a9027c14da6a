#include "renderer/command_stream.h"

#include <algorithm>

#include "renderer/vulkan_errors.h"

namespace fsm::renderer {
namespace {

constexpr uint32_t kSetsPerPool = 128;

using Access = vk::AccessFlagBits;
using Stage = vk::PipelineStageFlagBits;

vk::raii::CommandBuffer makeCommands(const Device& device, const vk::raii::CommandPool& pool) {
  vk::raii::CommandBuffers buffers(device.handle(), {*pool, vk::CommandBufferLevel::ePrimary, 1});
  return std::move(buffers.front());
}

vk::raii::DescriptorPool makeSetPool(const Device& device) {
  const vk::DescriptorPoolSize sizes[] = {{vk::DescriptorType::eStorageBuffer, kSetsPerPool * 10},
                                          {vk::DescriptorType::eUniformBuffer, kSetsPerPool},
                                          {vk::DescriptorType::eStorageImage, kSetsPerPool * 4},
                                          {vk::DescriptorType::eCombinedImageSampler, kSetsPerPool * 2}};
  return {device.handle(), vk::DescriptorPoolCreateInfo({}, kSetsPerPool, sizes)};
}

vk::raii::QueryPool makeQueries(const Device& device, uint32_t count) {
  if (device.traits().timestampNanoseconds == 0) return nullptr;
  return {device.handle(), {{}, vk::QueryType::eTimestamp, count}};
}

}  // namespace

Groups groupsFor(uint64_t count) {
  constexpr uint64_t kSide = 32768;  // Every device takes 65535 in each dimension.
  const uint64_t x = std::min(count, kSide);
  return {static_cast<uint32_t>(x), static_cast<uint32_t>(x ? (count + x - 1) / x : 0), 1};
}

CommandStream::CommandStream(const Device& device)
    : device_(device),
      pool_(device.handle(), vk::CommandPoolCreateInfo(vk::CommandPoolCreateFlagBits::eTransient, device.queueFamily())),
      commands_(makeCommands(device, pool_)),
      queries_(makeQueries(device, kMarks)) {
  device.name(commands_, "frame");
}

void CommandStream::begin() {
  retained_.clear();
  marks_.clear();
  for (const auto& pool : setPools_) pool.reset();
  setPool_ = 0;
  pool_.reset();
  commands_.begin({vk::CommandBufferUsageFlagBits::eOneTimeSubmit});
  if (*queries_) commands_.resetQueryPool(*queries_, 0, kMarks);
  // The frame before this one works in the same buffers.
  barrier();
}

void CommandStream::end() { commands_.end(); }

vk::DescriptorSet CommandStream::makeSet(vk::DescriptorSetLayout layout) {
  for (;; ++setPool_) {
    const bool fresh = setPool_ == setPools_.size();
    if (fresh) setPools_.push_back(makeSetPool(device_));
    VkDescriptorSet set = VK_NULL_HANDLE;
    const VkDescriptorSetAllocateInfo info = vk::DescriptorSetAllocateInfo(*setPools_[setPool_], layout);
    // The pool owns its sets: no RAII objects for sets that are forgotten all at once.
    const auto result = static_cast<vk::Result>(
        device_.handle().getDispatcher()->vkAllocateDescriptorSets(static_cast<VkDevice>(*device_.handle()), &info, &set));
    if (result == vk::Result::eSuccess) return set;
    if (fresh || (result != vk::Result::eErrorOutOfPoolMemory && result != vk::Result::eErrorFragmentedPool)) {
      vk::throwResultException(result, "vkAllocateDescriptorSets");
    }
  }
}

void CommandStream::bind(const ComputePipeline& pipeline, std::span<const Binding> bindings, std::span<const std::byte> push) {
  const auto& types = pipeline.spec().bindings;
  if (bindings.size() != types.size() || push.size() != pipeline.spec().pushBytes) {
    throw Error(ErrorCode::internal, "The renderer failed; please report this.", "bindings of " + pipeline.spec().shader);
  }
  const vk::DescriptorSet set = makeSet(pipeline.setLayout());
  std::vector<vk::WriteDescriptorSet> writes;
  writes.reserve(bindings.size());
  for (uint32_t i = 0; i < bindings.size(); ++i) {
    writes.emplace_back(set, i, 0, 1, types[i], &bindings[i].image, &bindings[i].buffer);
  }
  device_.handle().updateDescriptorSets(writes, {});
  commands_.bindPipeline(vk::PipelineBindPoint::eCompute, pipeline.handle());
  commands_.bindDescriptorSets(vk::PipelineBindPoint::eCompute, pipeline.layout(), 0, set, {});
  if (!push.empty()) {
    commands_.pushConstants<std::byte>(pipeline.layout(), vk::ShaderStageFlagBits::eCompute, 0,
                                       vk::ArrayProxy<const std::byte>(static_cast<uint32_t>(push.size()), push.data()));
  }
}

void CommandStream::dispatch(const ComputePipeline& pipeline, std::span<const Binding> bindings, std::span<const std::byte> push,
                             Groups groups) {
  if (groups.x == 0 || groups.y == 0 || groups.z == 0) return;
  bind(pipeline, bindings, push);
  commands_.dispatch(groups.x, groups.y, groups.z);
}

void CommandStream::dispatchIndirect(const ComputePipeline& pipeline, std::span<const Binding> bindings,
                                     std::span<const std::byte> push, const Buffer& arguments, uint64_t offset) {
  bind(pipeline, bindings, push);
  commands_.dispatchIndirect(arguments.handle(), offset);
}

void CommandStream::barrier() {
  const vk::MemoryBarrier memory(
      Access::eShaderWrite | Access::eTransferWrite,
      Access::eShaderRead | Access::eShaderWrite | Access::eTransferRead | Access::eTransferWrite | Access::eIndirectCommandRead);
  commands_.pipelineBarrier(Stage::eComputeShader | Stage::eTransfer,
                            Stage::eComputeShader | Stage::eTransfer | Stage::eDrawIndirect, {}, memory, {}, {});
}

void CommandStream::imageBarrier(const DeviceImage& image, vk::ImageLayout from, vk::ImageLayout to) {
  const vk::ImageMemoryBarrier barrier(
      Access::eShaderWrite | Access::eTransferWrite,
      Access::eShaderRead | Access::eShaderWrite | Access::eTransferRead | Access::eTransferWrite, from, to,
      VK_QUEUE_FAMILY_IGNORED, VK_QUEUE_FAMILY_IGNORED, image.handle(), {image.spec().aspect, 0, VK_REMAINING_MIP_LEVELS, 0, 1});
  commands_.pipelineBarrier(Stage::eComputeShader | Stage::eTransfer, Stage::eComputeShader | Stage::eTransfer, {}, {}, {},
                            barrier);
}

void CommandStream::hostBarrier() {
  const vk::MemoryBarrier memory(Access::eShaderWrite | Access::eTransferWrite, Access::eHostRead);
  commands_.pipelineBarrier(Stage::eComputeShader | Stage::eTransfer, Stage::eHost, {}, memory, {}, {});
}

void CommandStream::mark(const std::string& stage) {
  if (!*queries_ || marks_.size() >= kMarks) return;
  commands_.writeTimestamp(Stage::eBottomOfPipe, *queries_, static_cast<uint32_t>(marks_.size()));
  marks_.push_back(stage);
}

std::vector<StageTime> CommandStream::times() const {
  std::vector<StageTime> times;
  if (!*queries_ || marks_.size() < 2) return times;
  const auto count = static_cast<uint32_t>(marks_.size());
  const auto [result, ticks] =
      queries_.getResults<uint64_t>(0, count, count * sizeof(uint64_t), sizeof(uint64_t), vk::QueryResultFlagBits::e64);
  if (result != vk::Result::eSuccess) return times;
  for (uint32_t i = 0; i + 1 < count; ++i) {
    const double milliseconds = static_cast<double>((ticks[i + 1] - ticks[i]) & device_.traits().timestampMask) *
                                device_.traits().timestampNanoseconds * 1e-6;
    const auto same = std::find_if(times.begin(), times.end(), [&](const StageTime& time) { return time.stage == marks_[i]; });
    if (same == times.end()) {
      times.push_back({marks_[i], milliseconds});
    } else {
      same->milliseconds += milliseconds;
    }
  }
  return times;
}

}  // namespace fsm::renderer
