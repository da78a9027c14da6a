// Vulkan's RAII header, the renderer's precompiled header. libvulkan is loaded by vk::raii::Context at run time, so that programs
// start where there is none. Private to renderer/.
#pragma once

#define VK_NO_PROTOTYPES
#include <vulkan/vulkan_raii.hpp>
