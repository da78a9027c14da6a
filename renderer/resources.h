// Buffers and images with their memory.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "renderer/device.h"
#include "renderer/memory.h"

namespace fsm::renderer {

struct BufferSpec {
  std::string name;
  uint64_t size = 0;  ///< bytes, > 0
  vk::BufferUsageFlags usage;
  MemoryUse use = MemoryUse::device;
  MemoryCategory category = MemoryCategory::frame;
  bool exportable = false;  ///< its memory can be exported as a file descriptor (DeviceTraits::externalMemory)
};

class Buffer {
 public:
  /// Throws outOfMemory, internal.
  Buffer(const Device& device, MemoryAllocator& memory, const BufferSpec& spec);

  vk::Buffer handle() const { return *buffer_; }
  uint64_t size() const { return size_; }
  const Allocation& allocation() const { return allocation_; }
  /// What the host sees; empty for MemoryUse::device.
  std::span<std::byte> mapped() const;

 private:
  uint64_t size_;
  Allocation allocation_;
  vk::raii::Buffer buffer_;  // Destroyed before its memory.
};

struct ImageSpec {
  std::string name;
  uint32_t width = 0, height = 0;
  vk::Format format = vk::Format::eUndefined;
  vk::ImageUsageFlags usage;
  vk::ImageAspectFlags aspect = vk::ImageAspectFlagBits::eColor;
  uint32_t mipLevels = 1;
  vk::SampleCountFlagBits samples = vk::SampleCountFlagBits::e1;
  MemoryCategory category = MemoryCategory::target;
};

/// A 2D image of optimal tiling with a view of all of it.
class DeviceImage {
 public:
  DeviceImage(const Device& device, MemoryAllocator& memory, const ImageSpec& spec);

  vk::Image handle() const { return *image_; }
  vk::ImageView view() const { return *view_; }
  const ImageSpec& spec() const { return spec_; }

 private:
  ImageSpec spec_;
  Allocation allocation_;
  vk::raii::Image image_;
  vk::raii::ImageView view_;
};

}  // namespace fsm::renderer
