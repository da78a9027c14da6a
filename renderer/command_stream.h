// One frame's commands while they are recorded: dispatches with their bindings, barriers, time stamps, and whatever must live
// until the device is done with them.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "renderer/compute_pipeline.h"
#include "renderer/resources.h"
#include "renderer/stage_time.h"

namespace fsm::renderer {

/// What one binding of a kernel refers to: a part of a buffer, or an image (in the layout `general`, or with a sampler in
/// `shaderReadOnlyOptimal`).
struct Binding {
  Binding(const Buffer& whole) : buffer(whole.handle(), 0, VK_WHOLE_SIZE) {}  // NOLINT: a buffer is its binding
  Binding(const Buffer& part, uint64_t offset, uint64_t size) : buffer(part.handle(), offset, size) {}
  Binding(const DeviceImage& storage) : image({}, storage.view(), vk::ImageLayout::eGeneral) {}  // NOLINT: as above
  Binding(vk::ImageView sampled, vk::Sampler sampler) : image(sampler, sampled, vk::ImageLayout::eShaderReadOnlyOptimal) {}

  vk::DescriptorBufferInfo buffer;
  vk::DescriptorImageInfo image;
};

/// Numbers of workgroups.
struct Groups {
  uint32_t x = 1, y = 1, z = 1;
};
/// `count` workgroups in the two dimensions that fit every device; kernels find theirs with flatGroup() (splat/dispatch.glsl).
Groups groupsFor(uint64_t count);

class CommandStream {
 public:
  explicit CommandStream(const Device& device);

  /// Forgets the last frame, which the device must be done with.
  void begin();
  void end();

  const vk::raii::CommandBuffer& handle() const { return commands_; }

  void dispatch(const ComputePipeline& pipeline, std::span<const Binding> bindings, std::span<const std::byte> push,
                Groups groups);
  /// The numbers of workgroups are three uint32 at `offset` of `arguments`.
  void dispatchIndirect(const ComputePipeline& pipeline, std::span<const Binding> bindings, std::span<const std::byte> push,
                        const Buffer& arguments, uint64_t offset);
  /// What was written by kernels and copies so far is seen by the kernels, copies and indirect commands that follow.
  void barrier();
  void imageBarrier(const DeviceImage& image, vk::ImageLayout from, vk::ImageLayout to);
  /// What was written by kernels and copies is seen by the host once the frame is done.
  void hostBarrier();

  /// The time until the next mark belongs to `stage`; an empty name ends the last stage.
  void mark(const std::string& stage);
  /// Of the finished frame.
  std::vector<StageTime> times() const;

  /// A descriptor set for this frame only, of at most 8 storage buffers, a uniform buffer, a storage image and a sampled one.
  vk::DescriptorSet makeSet(vk::DescriptorSetLayout layout);
  /// Keeps a resource until the stream begins another frame or `release`.
  void retain(std::shared_ptr<const void> resource) { retained_.push_back(std::move(resource)); }
  /// Of a finished frame.
  void release() { retained_.clear(); }

 private:
  void bind(const ComputePipeline& pipeline, std::span<const Binding> bindings, std::span<const std::byte> push);

  static constexpr uint32_t kMarks = 64;

  const Device& device_;
  vk::raii::CommandPool pool_;
  vk::raii::CommandBuffer commands_;
  std::vector<vk::raii::DescriptorPool> setPools_;
  size_t setPool_ = 0;
  vk::raii::QueryPool queries_;
  std::vector<std::string> marks_;
  std::vector<std::shared_ptr<const void>> retained_;
};

}  // namespace fsm::renderer
