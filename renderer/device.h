// One Vulkan device with its queue: what it can do, and the functions that everything else is made with. The renderer uses one
// queue that computes, draws and copies, from one thread.
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "renderer/device_info.h"
#include "renderer/instance.h"
#include "renderer/vulkan.h"

namespace fsm::renderer {

/// What the kernels and the allocator are chosen by.
struct DeviceTraits {
  DeviceInfo info;
  uint32_t subgroupSize = 0;        ///< of compute kernels; fixed
  uint32_t maxWorkgroupSize = 0;    ///< invocations
  uint32_t sharedMemory = 0;        ///< bytes of a workgroup
  uint64_t maxStorageRange = 0;     ///< bytes of one storage buffer binding
  uint64_t maxAllocation = 0;       ///< bytes of one memory allocation
  uint64_t storageAlignment = 0;    ///< of a storage buffer binding's offset
  uint32_t maxImageSide = 0;        ///< pixels
  double timestampNanoseconds = 0;  ///< of one tick; 0: no timestamps
  uint64_t timestampMask = ~uint64_t{0};
  bool memoryBudget = false;         ///< VK_EXT_memory_budget
  bool externalMemory = false;       ///< VK_KHR_external_memory_fd
  bool externalSemaphores = false;   ///< VK_KHR_external_semaphore_fd
  bool presents = false;             ///< VK_KHR_swapchain is on
  bool subgroupSizeControl = false;  ///< VK_EXT_subgroup_size_control: whole subgroups of `subgroupSize` are asked for
};

class Device {
 public:
  /// With a surface, its queue presents to it. Throws noDevice, unsupported.
  Device(const Instance& instance, const vk::raii::PhysicalDevice& physical, vk::SurfaceKHR surface = {});

  const vk::raii::Device& handle() const { return device_; }
  const vk::raii::PhysicalDevice& physical() const { return physical_; }
  const vk::raii::Queue& queue() const { return queue_; }
  uint32_t queueFamily() const { return queueFamily_; }
  const DeviceTraits& traits() const { return traits_; }

  /// For captures and validation messages; does nothing where the driver has no names.
  template <class Object>
  void name(const Object& object, const std::string& text) const {
    using CType = typename Object::CType;
    nameRaw(Object::objectType, reinterpret_cast<uint64_t>(static_cast<CType>(*object)), text);
  }

 private:
  void nameRaw(vk::ObjectType type, uint64_t object, const std::string& text) const;
  vk::raii::Device makeDevice(vk::SurfaceKHR surface);
  void readTraits();

  vk::raii::PhysicalDevice physical_;
  bool namesObjects_;
  uint32_t queueFamily_ = 0;
  DeviceTraits traits_;
  vk::raii::Device device_;
  vk::raii::Queue queue_;
};

}  // namespace fsm::renderer
