// Vulkan's exceptions as the program's one exception type.
#pragma once

#include <utility>

#include "reconstruction/core/error.h"
#include "renderer/vulkan.h"

namespace fsm::renderer {

/// outOfMemory, deviceLost, noDevice (also for a window that is gone), unsupported or internal, by what happened, with a sentence
/// for the user.
Error toError(const vk::SystemError& error);
Error outOfDeviceMemory(const std::string& detail);
Error deviceLost(const std::string& detail);

/// Runs `body`; what Vulkan throws in it leaves as `Error`.
template <class Body>
decltype(auto) translatingErrors(Body&& body) {
  try {
    return std::forward<Body>(body)();
  } catch (const vk::SystemError& error) {
    throw toError(error);
  }
}

}  // namespace fsm::renderer
