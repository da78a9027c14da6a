// The connection to Vulkan: loader, instance, validation messages, and the devices there are.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "renderer/device_info.h"
#include "renderer/present/native_window.h"
#include "renderer/vulkan.h"

namespace fsm::renderer {

struct InstanceSettings {
  bool validation = false;             ///< Khronos validation with synchronisation validation
  std::optional<NativeWindow> window;  ///< which pictures are shown in; none: headless
};

/// What the validation layers said since the instance was made; the driver may report from any thread.
class ValidationLog {
 public:
  void add(std::string message);
  std::vector<std::string> messages() const;

 private:
  mutable std::mutex mutex_;
  std::vector<std::string> messages_;
};

class Instance {
 public:
  /// Throws noDevice (no Vulkan on this machine, or older than 1.2, or none that knows windows),
  /// unsupported (validation asked for and not installed).
  explicit Instance(const InstanceSettings& settings = {});

  const vk::raii::Instance& handle() const { return instance_; }
  const ValidationLog& validation() const { return *log_; }
  bool namesObjects() const { return namesObjects_; }

  /// Every device that can run the renderer, in the driver's order.
  std::vector<vk::raii::PhysicalDevice> devices() const;

 private:
  vk::raii::Context context_;
  std::unique_ptr<ValidationLog> log_;
  bool namesObjects_ = false;
  vk::raii::Instance instance_;
  vk::raii::DebugUtilsMessengerEXT messenger_;
};

DeviceInfo describe(const vk::raii::PhysicalDevice& device);
/// The device of `devices` that `wanted` means (see RendererOptions::device). Throws noDevice naming those there are.
size_t chooseDevice(const std::vector<DeviceInfo>& devices, const std::string& wanted);

}  // namespace fsm::renderer
