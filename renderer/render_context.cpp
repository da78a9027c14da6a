#include "renderer/render_context.h"

#include "renderer/vulkan_errors.h"

namespace fsm::renderer {
namespace {

vk::raii::PhysicalDevice choose(const Instance& instance, const std::string& wanted) {
  auto devices = instance.devices();
  std::vector<DeviceInfo> infos;
  for (const auto& device : devices) infos.push_back(describe(device));
  return std::move(devices[chooseDevice(infos, wanted)]);
}

}  // namespace

RenderContext::RenderContext(const InstanceSettings& settings, const std::string& wantedDevice, uint64_t memoryLimit)
    : instance(settings),
      device(instance, choose(instance, wantedDevice)),
      memory(device, memoryLimit),
      pipelineCache(translatingErrors([&] { return vk::raii::PipelineCache(device.handle(), vk::PipelineCacheCreateInfo()); })),
      frames(device) {}

}  // namespace fsm::renderer
