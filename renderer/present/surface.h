// Where a window takes its pictures from, and which queues can give them to it. Private to renderer/.
#pragma once

#include <optional>

#include "renderer/instance.h"
#include "renderer/present/native_window.h"

namespace fsm::renderer {

/// Instance extensions without which there are no surfaces.
std::vector<std::string> surfaceExtensions();

/// Throws noDevice when there is no connection to a window system.
vk::raii::SurfaceKHR makeSurface(const Instance& instance, const NativeWindow& window);

/// The first family of queues that draws, computes and, where a surface is given, presents to it; none: the device has no such.
/// Throws noDevice when the window is gone.
std::optional<uint32_t> findQueueFamily(const vk::raii::PhysicalDevice& device, vk::SurfaceKHR surface);

/// Capabilities now. Throws noDevice when the window is gone.
vk::SurfaceCapabilitiesKHR surfaceCapabilities(const vk::raii::PhysicalDevice& device, vk::SurfaceKHR surface);

}  // namespace fsm::renderer
