#include "renderer/instance.h"

#include <algorithm>
#include <cctype>
#include <iterator>

#include "renderer/present/surface.h"
#include "renderer/vulkan_errors.h"

namespace fsm::renderer {
namespace {

constexpr const char* kValidationLayer = "VK_LAYER_KHRONOS_validation";

vk::raii::Context loadVulkan() {
  try {
    return vk::raii::Context();
  } catch (const std::exception& error) {
    throw Error(ErrorCode::noDevice,
                "This machine has no Vulkan; install the graphics driver (or libvulkan1 and mesa-vulkan-drivers, which draw in "
                "software).",
                error.what());
  }
}

bool has(const std::vector<vk::ExtensionProperties>& extensions, const char* name) {
  return std::any_of(extensions.begin(), extensions.end(),
                     [&](const auto& e) { return std::string_view(e.extensionName.data()) == name; });
}

VKAPI_ATTR VkBool32 VKAPI_CALL onMessage(VkDebugUtilsMessageSeverityFlagBitsEXT, VkDebugUtilsMessageTypeFlagsEXT types,
                                         const VkDebugUtilsMessengerCallbackDataEXT* data, void* log) {
  // General messages come from the loader and speak of other programs' layers.
  if (types & VK_DEBUG_UTILS_MESSAGE_TYPE_VALIDATION_BIT_EXT) static_cast<ValidationLog*>(log)->add(data->pMessage);
  return VK_FALSE;
}

vk::DebugUtilsMessengerCreateInfoEXT messengerInfo(ValidationLog* log) {
  using Severity = vk::DebugUtilsMessageSeverityFlagBitsEXT;
  using Type = vk::DebugUtilsMessageTypeFlagBitsEXT;
  return {{}, Severity::eWarning | Severity::eError, Type::eValidation | Type::ePerformance, onMessage, log};
}

vk::raii::Instance makeInstance(const vk::raii::Context& context, const InstanceSettings& settings, ValidationLog* log,
                                bool& names) {
  if (context.enumerateInstanceVersion() < VK_API_VERSION_1_2) {
    throw Error(ErrorCode::noDevice, "This machine's Vulkan is older than version 1.2; update the graphics driver.");
  }
  const auto offered = context.enumerateInstanceExtensionProperties();
  std::vector<const char*> layers, extensions;
  const std::vector<std::string> surfaces = settings.window ? surfaceExtensions() : std::vector<std::string>();
  for (const std::string& name : surfaces) {
    extensions.push_back(name.c_str());
    if (has(offered, name.c_str())) continue;
    throw Error(ErrorCode::noDevice,
                "This machine's Vulkan cannot show pictures in a window; install or update the graphics driver (libvulkan1 and "
                "mesa-vulkan-drivers draw in software).",
                "no extension " + name);
  }
  names = has(offered, VK_EXT_DEBUG_UTILS_EXTENSION_NAME);
  if (names) extensions.push_back(VK_EXT_DEBUG_UTILS_EXTENSION_NAME);

  const vk::ApplicationInfo application("Chronoscope", 1, "Chronoscope", 1, VK_API_VERSION_1_2);
  const vk::ValidationFeatureEnableEXT enabled[] = {vk::ValidationFeatureEnableEXT::eSynchronizationValidation};
  const vk::ValidationFeaturesEXT features(enabled);
  vk::DebugUtilsMessengerCreateInfoEXT messenger = messengerInfo(log);
  const void* next = nullptr;
  if (settings.validation) {
    layers.push_back(kValidationLayer);
    messenger.pNext = &features;
    next = &messenger;
  }
  return {context, vk::InstanceCreateInfo({}, &application, layers, extensions, next)};
}

bool runsRenderer(const vk::raii::PhysicalDevice& device) {
  if (device.getProperties().apiVersion < VK_API_VERSION_1_2) return false;
  const auto features = device.getFeatures2<vk::PhysicalDeviceFeatures2, vk::PhysicalDeviceTimelineSemaphoreFeatures>();
  if (!features.get<vk::PhysicalDeviceTimelineSemaphoreFeatures>().timelineSemaphore) return false;
  const auto properties = device.getProperties2<vk::PhysicalDeviceProperties2, vk::PhysicalDeviceSubgroupProperties>();
  const auto subgroup = properties.get<vk::PhysicalDeviceSubgroupProperties>();
  using Feature = vk::SubgroupFeatureFlagBits;
  const vk::SubgroupFeatureFlags needed = Feature::eBasic | Feature::eVote | Feature::eArithmetic | Feature::eBallot;
  return (subgroup.supportedStages & vk::ShaderStageFlagBits::eCompute) && (subgroup.supportedOperations & needed) == needed;
}

DeviceType typeOf(vk::PhysicalDeviceType type) {
  switch (type) {
    case vk::PhysicalDeviceType::eDiscreteGpu: return DeviceType::discrete;
    case vk::PhysicalDeviceType::eIntegratedGpu: return DeviceType::integrated;
    case vk::PhysicalDeviceType::eVirtualGpu: return DeviceType::virtualGpu;
    case vk::PhysicalDeviceType::eCpu: return DeviceType::software;
    default: return DeviceType::other;
  }
}

std::string lowerCase(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

}  // namespace

void ValidationLog::add(std::string message) {
  const std::lock_guard lock(mutex_);
  messages_.push_back(std::move(message));
}

std::vector<std::string> ValidationLog::messages() const {
  const std::lock_guard lock(mutex_);
  return messages_;
}

Instance::Instance(const InstanceSettings& settings)
    : context_(loadVulkan()),
      log_(std::make_unique<ValidationLog>()),
      instance_(translatingErrors([&] { return makeInstance(context_, settings, log_.get(), namesObjects_); })),
      messenger_(nullptr) {
  if (settings.validation && namesObjects_) messenger_ = instance_.createDebugUtilsMessengerEXT(messengerInfo(log_.get()));
}

std::vector<vk::raii::PhysicalDevice> Instance::devices() const {
  return translatingErrors([&] {
    std::vector<vk::raii::PhysicalDevice> usable;
    for (vk::raii::PhysicalDevice& device : instance_.enumeratePhysicalDevices()) {
      if (runsRenderer(device)) usable.push_back(std::move(device));
    }
    return usable;
  });
}

std::string DeviceInfo::uuidText() const {
  constexpr const char* kDigits = "0123456789abcdef";
  std::string text;
  for (const uint8_t byte : uuid) text += {kDigits[byte >> 4], kDigits[byte & 15]};
  return text;
}

DeviceInfo describe(const vk::raii::PhysicalDevice& device) {
  const auto properties =
      device.getProperties2<vk::PhysicalDeviceProperties2, vk::PhysicalDeviceIDProperties, vk::PhysicalDeviceDriverProperties>();
  const vk::PhysicalDeviceProperties& core = properties.get<vk::PhysicalDeviceProperties2>().properties;
  const auto& driver = properties.get<vk::PhysicalDeviceDriverProperties>();
  DeviceInfo info;
  info.name = core.deviceName.data();
  info.driver = std::string(driver.driverName.data()) + " " + driver.driverInfo.data();
  const auto& uuid = properties.get<vk::PhysicalDeviceIDProperties>().deviceUUID;
  std::copy(uuid.begin(), uuid.end(), info.uuid.begin());
  info.type = typeOf(core.deviceType);

  const bool tellsBudget = has(device.enumerateDeviceExtensionProperties(), VK_EXT_MEMORY_BUDGET_EXTENSION_NAME);
  const auto memory =
      device.getMemoryProperties2<vk::PhysicalDeviceMemoryProperties2, vk::PhysicalDeviceMemoryBudgetPropertiesEXT>();
  const vk::PhysicalDeviceMemoryProperties& heaps = memory.get<vk::PhysicalDeviceMemoryProperties2>().memoryProperties;
  const auto& budget = memory.get<vk::PhysicalDeviceMemoryBudgetPropertiesEXT>();
  for (uint32_t heap = 0; heap < heaps.memoryHeapCount; ++heap) {
    if (!(heaps.memoryHeaps[heap].flags & vk::MemoryHeapFlagBits::eDeviceLocal)) continue;
    info.memory += heaps.memoryHeaps[heap].size;
    const uint64_t left = budget.heapBudget[heap] - std::min(budget.heapUsage[heap], budget.heapBudget[heap]);
    info.budget += tellsBudget ? left : heaps.memoryHeaps[heap].size;
  }
  return info;
}

size_t chooseDevice(const std::vector<DeviceInfo>& devices, const std::string& wanted) {
  if (devices.empty()) {
    throw Error(ErrorCode::noDevice,
                "No graphics device here runs Vulkan 1.2; install or update the graphics driver (mesa-vulkan-drivers draws in "
                "software).");
  }
  if (wanted.empty()) {
    // The types are declared from the quickest to the slowest.
    const auto best =
        std::min_element(devices.begin(), devices.end(), [](const auto& a, const auto& b) { return a.type < b.type; });
    return static_cast<size_t>(std::distance(devices.begin(), best));
  }
  std::string names;
  for (size_t i = 0; i < devices.size(); ++i) {
    const std::string key = lowerCase(wanted);
    const bool software = key == "software" && devices[i].software();
    if (software || key == devices[i].uuidText() || lowerCase(devices[i].name).find(key) != std::string::npos) return i;
    names += (i ? ", \"" : "\"") + devices[i].name + "\"";
  }
  throw Error(ErrorCode::noDevice, "No graphics device \"" + wanted + "\" is here; choose one of " + names + ".");
}

}  // namespace fsm::renderer
