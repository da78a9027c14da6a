#include "renderer/device.h"

#include <algorithm>
#include <vector>

#include "renderer/present/surface.h"
#include "renderer/vulkan_errors.h"

namespace fsm::renderer {
namespace {

bool offers(const std::vector<vk::ExtensionProperties>& extensions, const char* name) {
  return std::any_of(extensions.begin(), extensions.end(),
                     [&](const auto& e) { return std::string_view(e.extensionName.data()) == name; });
}

uint32_t requireQueueFamily(const vk::raii::PhysicalDevice& physical, vk::SurfaceKHR surface) {
  if (const auto family = findQueueFamily(physical, surface)) return *family;
  throw Error(ErrorCode::noDevice, surface ? "The graphics device cannot draw into this window; choose another device."
                                           : "The graphics device cannot both draw and compute; choose another device.");
}

}  // namespace

Device::Device(const Instance& instance, const vk::raii::PhysicalDevice& physical, vk::SurfaceKHR surface)
    : physical_(physical),
      namesObjects_(instance.namesObjects()),
      queueFamily_(requireQueueFamily(physical_, surface)),
      device_(translatingErrors([&] { return makeDevice(surface); })),
      queue_(device_.getQueue(queueFamily_, 0)) {
  name(queue_, "queue");
}

void Device::readTraits() {
  const auto properties = physical_.getProperties2<vk::PhysicalDeviceProperties2, vk::PhysicalDeviceSubgroupProperties,
                                                   vk::PhysicalDeviceMaintenance3Properties>();
  const vk::PhysicalDeviceLimits& limits = properties.get<vk::PhysicalDeviceProperties2>().properties.limits;
  traits_.info = describe(physical_);
  traits_.subgroupSize = properties.get<vk::PhysicalDeviceSubgroupProperties>().subgroupSize;
  traits_.maxWorkgroupSize = std::min(limits.maxComputeWorkGroupInvocations, limits.maxComputeWorkGroupSize[0]);
  traits_.sharedMemory = limits.maxComputeSharedMemorySize;
  traits_.maxStorageRange = limits.maxStorageBufferRange;
  traits_.maxAllocation = properties.get<vk::PhysicalDeviceMaintenance3Properties>().maxMemoryAllocationSize;
  traits_.storageAlignment = std::max<uint64_t>(limits.minStorageBufferOffsetAlignment, 16);
  traits_.maxImageSide = limits.maxImageDimension2D;
  const uint32_t bits = physical_.getQueueFamilyProperties()[queueFamily_].timestampValidBits;
  traits_.timestampNanoseconds = bits ? limits.timestampPeriod : 0;
  traits_.timestampMask = bits >= 64 ? ~uint64_t{0} : (uint64_t{1} << bits) - 1;
}

vk::raii::Device Device::makeDevice(vk::SurfaceKHR surface) {
  readTraits();
  const auto available = physical_.enumerateDeviceExtensionProperties();
  std::vector<const char*> extensions;
  const auto want = [&](const char* extension) {
    const bool there = offers(available, extension);
    if (there) extensions.push_back(extension);
    return there;
  };
  traits_.memoryBudget = want(VK_EXT_MEMORY_BUDGET_EXTENSION_NAME);
  traits_.externalMemory = want(VK_KHR_EXTERNAL_MEMORY_FD_EXTENSION_NAME);
  traits_.externalSemaphores = want(VK_KHR_EXTERNAL_SEMAPHORE_FD_EXTENSION_NAME);
  traits_.presents = surface && want(VK_KHR_SWAPCHAIN_EXTENSION_NAME);

  vk::PhysicalDeviceTimelineSemaphoreFeatures timeline(true);
  vk::PhysicalDeviceSubgroupSizeControlFeatures subgroups(true, true);
  if (offers(available, VK_EXT_SUBGROUP_SIZE_CONTROL_EXTENSION_NAME)) {
    const auto offered = physical_.getFeatures2<vk::PhysicalDeviceFeatures2, vk::PhysicalDeviceSubgroupSizeControlFeatures>();
    const auto& control = offered.get<vk::PhysicalDeviceSubgroupSizeControlFeatures>();
    traits_.subgroupSizeControl = control.subgroupSizeControl && control.computeFullSubgroups;
  }
  if (traits_.subgroupSizeControl) {
    extensions.push_back(VK_EXT_SUBGROUP_SIZE_CONTROL_EXTENSION_NAME);
    timeline.pNext = &subgroups;
  }
  const float priority = 1.0f;
  const vk::DeviceQueueCreateInfo queue({}, queueFamily_, 1, &priority);
  return {physical_, vk::DeviceCreateInfo({}, queue, {}, extensions, nullptr, &timeline)};
}

void Device::nameRaw(vk::ObjectType type, uint64_t object, const std::string& text) const {
  if (namesObjects_) device_.setDebugUtilsObjectNameEXT({type, object, text.c_str()});
}

}  // namespace fsm::renderer
