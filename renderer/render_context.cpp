#include "renderer/render_context.h"

#include <algorithm>
#include <string_view>

#include "renderer/present/surface.h"
#include "renderer/vulkan_errors.h"

namespace fsm::renderer {
namespace {

constexpr uint32_t kNvidia = 0x10DE;

bool presents(const vk::raii::PhysicalDevice& device, vk::SurfaceKHR surface, bool glx) {
  if (!glx && device.getProperties().vendorID == kNvidia) return false;
  const auto extensions = device.enumerateDeviceExtensionProperties();
  const bool swaps = std::any_of(extensions.begin(), extensions.end(), [](const auto& extension) {
    return std::string_view(extension.extensionName.data()) == VK_KHR_SWAPCHAIN_EXTENSION_NAME;
  });
  return swaps && findQueueFamily(device, surface).has_value();
}

vk::raii::PhysicalDevice choose(const Instance& instance, const std::string& wanted, vk::SurfaceKHR surface, bool glx) {
  auto devices = instance.devices();
  if (surface && !devices.empty()) {
    std::erase_if(devices, [&](const auto& device) { return !presents(device, surface, glx); });
    if (devices.empty()) {
      throw Error(ErrorCode::noDevice,
                  "No graphics device here can show pictures in this window: it is gone, or its display belongs to another "
                  "device. Open the window again, or install a driver that can (mesa-vulkan-drivers draws in software; NVIDIA's "
                  "needs an X server with the extension GLX).");
    }
  }
  std::vector<DeviceInfo> infos;
  for (const auto& device : devices) infos.push_back(describe(device));
  return std::move(devices[chooseDevice(infos, wanted)]);
}

Device makeDevice(const Instance& instance, const std::string& wanted, const std::optional<NativeWindow>& window) {
  const vk::raii::SurfaceKHR surface = window ? makeSurface(instance, *window) : vk::raii::SurfaceKHR(nullptr);
  return {instance, choose(instance, wanted, *surface, window && window->glx), *surface};
}

}  // namespace

RenderContext::RenderContext(const InstanceSettings& settings, const std::string& wantedDevice, uint64_t memoryLimit)
    : instance(settings),
      device(makeDevice(instance, wantedDevice, settings.window)),
      memory(device, memoryLimit),
      pipelineCache(translatingErrors([&] { return vk::raii::PipelineCache(device.handle(), vk::PipelineCacheCreateInfo()); })),
      frames(device) {}

}  // namespace fsm::renderer
