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

Device makeDevice(const Instance& instance, const std::string& wanted, const std::optional<NativeWindow>& window) {
  auto devices = instance.devices();
  std::vector<DeviceInfo> infos;
  infos.reserve(devices.size());
  for (const auto& device : devices) infos.push_back(describe(device));
  const vk::raii::PhysicalDevice& device = devices[chooseDevice(infos, wanted)];
  const vk::raii::SurfaceKHR surface = window ? makeSurface(instance, *window) : vk::raii::SurfaceKHR(nullptr);
  // A device without images of the window draws beside it (present/copied_window.h).
  const bool draws = window && translatingErrors([&] { return presents(device, *surface, window->glx); });
  return {instance, device, draws ? *surface : vk::SurfaceKHR()};
}

}  // namespace

RenderContext::RenderContext(const InstanceSettings& settings, const std::string& wantedDevice, uint64_t memoryLimit)
    : instance(settings),
      device(makeDevice(instance, wantedDevice, settings.window)),
      memory(device, memoryLimit),
      pipelineCache(translatingErrors([&] { return vk::raii::PipelineCache(device.handle(), vk::PipelineCacheCreateInfo()); })),
      frames(device) {}

}  // namespace fsm::renderer
