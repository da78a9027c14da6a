#include "renderer/vulkan_errors.h"

namespace fsm::renderer {

Error outOfDeviceMemory(const std::string& detail) {
  return Error(
      ErrorCode::outOfMemory,
      "The graphics memory is full; close other programs that use it, reduce the scene's number of Gaussians, or render at a "
      "smaller size.",
      detail);
}

Error deviceLost(const std::string& detail) {
  return Error(
      ErrorCode::deviceLost,
      "The graphics device stopped working; the scene is safe, draw again to start the renderer anew. If it happens again, "
      "update the graphics driver or choose another device.",
      detail);
}

Error toError(const vk::SystemError& error) {
  const std::string detail = error.what();
  switch (static_cast<vk::Result>(error.code().value())) {
    case vk::Result::eErrorOutOfDeviceMemory:
    case vk::Result::eErrorOutOfPoolMemory:
    case vk::Result::eErrorFragmentedPool: return outOfDeviceMemory(detail);
    case vk::Result::eErrorOutOfHostMemory:
      return Error(ErrorCode::outOfMemory, "The computer's memory is full; close other programs and try again.", detail);
    case vk::Result::eErrorDeviceLost: return deviceLost(detail);
    case vk::Result::eErrorIncompatibleDriver:
    case vk::Result::eErrorInitializationFailed:
      return Error(
          ErrorCode::noDevice,
          "The graphics driver could not be started; install or update the Vulkan driver of this machine (mesa-vulkan-drivers "
          "offers one in software).",
          detail);
    case vk::Result::eErrorSurfaceLostKHR:
    case vk::Result::eErrorNativeWindowInUseKHR:
      return Error(ErrorCode::noDevice,
                   "The window that pictures are shown in is gone, or something else draws into it. Open the viewport again.",
                   detail);
    case vk::Result::eErrorLayerNotPresent:
      return Error(ErrorCode::unsupported, "The Vulkan validation layers are not installed; install vulkan-validationlayers.",
                   detail);
    case vk::Result::eErrorExtensionNotPresent:
    case vk::Result::eErrorFeatureNotPresent:
    case vk::Result::eErrorFormatNotSupported:
      return Error(ErrorCode::unsupported,
                   "The graphics driver lacks something the renderer needs; update it or choose another device.", detail);
    default: return Error(ErrorCode::internal, "The renderer failed; please report this.", detail);
  }
}

}  // namespace fsm::renderer
