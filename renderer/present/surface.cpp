#include "renderer/present/surface.h"

#include "renderer/vulkan_errors.h"

// The types of XCB that Vulkan's header names, so that building the renderer does not need XCB's own headers.
struct xcb_connection_t;
using xcb_window_t = uint32_t;
using xcb_visualid_t = uint32_t;
#include <vulkan/vulkan_xcb.h>

namespace fsm::renderer {

std::vector<std::string> surfaceExtensions() { return {VK_KHR_SURFACE_EXTENSION_NAME, VK_KHR_XCB_SURFACE_EXTENSION_NAME}; }

vk::raii::SurfaceKHR makeSurface(const Instance& instance, const NativeWindow& window) {
  if (window.connection == nullptr || window.window == 0) {
    throw Error(ErrorCode::noDevice,
                "There is no X11 window to show pictures in. Start the program where there is a display, with the Qt platform "
                "\"xcb\".");
  }
  return translatingErrors([&] {
    const auto create = reinterpret_cast<PFN_vkCreateXcbSurfaceKHR>(instance.handle().getProcAddr("vkCreateXcbSurfaceKHR"));
    if (!create) vk::throwResultException(vk::Result::eErrorExtensionNotPresent, "vkCreateXcbSurfaceKHR");
    VkXcbSurfaceCreateInfoKHR info{};
    info.sType = VK_STRUCTURE_TYPE_XCB_SURFACE_CREATE_INFO_KHR;
    info.connection = static_cast<xcb_connection_t*>(window.connection);
    info.window = window.window;
    VkSurfaceKHR surface = VK_NULL_HANDLE;
    const auto result = static_cast<vk::Result>(create(static_cast<VkInstance>(*instance.handle()), &info, nullptr, &surface));
    if (result != vk::Result::eSuccess) vk::throwResultException(result, "vkCreateXcbSurfaceKHR");
    return vk::raii::SurfaceKHR(instance.handle(), surface);
  });
}

std::optional<uint32_t> findQueueFamily(const vk::raii::PhysicalDevice& device, vk::SurfaceKHR surface) {
  return translatingErrors([&]() -> std::optional<uint32_t> {
    const auto families = device.getQueueFamilyProperties();
    const vk::QueueFlags needed = vk::QueueFlagBits::eGraphics | vk::QueueFlagBits::eCompute;
    for (uint32_t family = 0; family < families.size(); ++family) {
      if ((families[family].queueFlags & needed) != needed) continue;
      if (!surface || device.getSurfaceSupportKHR(family, surface)) return family;
    }
    return std::nullopt;
  });
}

vk::SurfaceCapabilitiesKHR surfaceCapabilities(const vk::raii::PhysicalDevice& device, vk::SurfaceKHR surface) {
  return translatingErrors([&] { return device.getSurfaceCapabilitiesKHR(surface); });
}

}  // namespace fsm::renderer
