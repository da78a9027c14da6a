// What every part of the renderer works with: the device, its memory, its pipelines, its frames.
#pragma once

#include <memory>
#include <string>

#include "renderer/device.h"
#include "renderer/frame_ring.h"
#include "renderer/memory.h"

namespace fsm::renderer {

class RenderContext {
 public:
  /// Throws noDevice, unsupported. `wantedDevice` and `memoryLimit` as in RendererOptions.
  RenderContext(const InstanceSettings& settings, const std::string& wantedDevice, uint64_t memoryLimit);

  const Instance instance;
  const Device device;
  MemoryAllocator memory;
  vk::raii::PipelineCache pipelineCache;
  FrameRing frames;  // Last: waits for the device before the rest goes.

  std::shared_ptr<Buffer> makeBuffer(const BufferSpec& spec) { return std::make_shared<Buffer>(device, memory, spec); }
  std::shared_ptr<DeviceImage> makeImage(const ImageSpec& spec) { return std::make_shared<DeviceImage>(device, memory, spec); }
};

}  // namespace fsm::renderer
