#include "renderer/resources.h"

#include "renderer/vulkan_errors.h"

namespace fsm::renderer {

Buffer::Buffer(const Device& device, MemoryAllocator& memory, const BufferSpec& spec) : size_(spec.size), buffer_(nullptr) {
  translatingErrors([&] {
    const vk::ExternalMemoryBufferCreateInfo external(vk::ExternalMemoryHandleTypeFlagBits::eOpaqueFd);
    buffer_ = vk::raii::Buffer(
        device.handle(), {{}, spec.size, spec.usage, vk::SharingMode::eExclusive, {}, spec.exportable ? &external : nullptr});
    device.name(buffer_, spec.name);
    AllocationRequest request;
    request.requirements = buffer_.getMemoryRequirements();
    request.use = spec.use;
    request.category = spec.category;
    request.exportable = spec.exportable;
    if (spec.exportable) request.dedicatedBuffer = *buffer_;
    allocation_ = memory.allocate(request);
    buffer_.bindMemory(allocation_.memory(), allocation_.offset());
  });
}

std::span<std::byte> Buffer::mapped() const {
  std::byte* start = allocation_.mapped();
  return start ? std::span(start, size_) : std::span<std::byte>();
}

DeviceImage::DeviceImage(const Device& device, MemoryAllocator& memory, const ImageSpec& spec)
    : spec_(spec), image_(nullptr), view_(nullptr) {
  translatingErrors([&] {
    const vk::ImageCreateInfo info({}, vk::ImageType::e2D, spec.format, {spec.width, spec.height, 1}, spec.mipLevels, 1,
                                   spec.samples, vk::ImageTiling::eOptimal, spec.usage);
    image_ = vk::raii::Image(device.handle(), info);
    device.name(image_, spec.name);
    AllocationRequest request;
    request.requirements = image_.getMemoryRequirements();
    request.category = spec.category;
    request.linear = false;
    allocation_ = memory.allocate(request);
    image_.bindMemory(allocation_.memory(), allocation_.offset());
    view_ = vk::raii::ImageView(device.handle(),
                                {{}, *image_, vk::ImageViewType::e2D, spec.format, {}, {spec.aspect, 0, spec.mipLevels, 0, 1}});
    device.name(view_, spec.name);
  });
}

}  // namespace fsm::renderer
