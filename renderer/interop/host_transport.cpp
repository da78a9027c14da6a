#include "renderer/interop/host_transport.h"

#include <cuda_runtime_api.h>

#include <cstring>

#include "renderer/interop/cuda_device.h"
#include "renderer/vulkan_errors.h"

namespace fsm::renderer {

HostTransport::HostTransport(RenderContext& context, const RawLayout& layout, int cudaDevice)
    : device_(context.device), layout_(layout), cudaDevice_(cudaDevice), read_(nullptr) {
  translatingErrors([&] {
    const vk::SemaphoreTypeCreateInfo type(vk::SemaphoreType::eTimeline, 0);
    read_ = vk::raii::Semaphore(device_.handle(), vk::SemaphoreCreateInfo({}, &type));
    device_.name(read_, "raw scene was read");
    for (auto& buffer : buffers_) {
      buffer = context.makeBuffer(
          {"raw scene", layout.bytes, vk::BufferUsageFlagBits::eStorageBuffer, MemoryUse::upload, MemoryCategory::shared});
    }
  });
}

void HostTransport::write(const Publication& publication, uint64_t readBy, const SceneArrays& arrays, bool onDevice,
                          void* stream) {
  if (readBy > 0) {
    translatingErrors([&] {
      const vk::SemaphoreWaitInfo info({}, *read_, readBy);
      (void)device_.handle().waitSemaphores(info, UINT64_MAX);
    });
  }
  std::byte* target = buffers_[publication.slot]->mapped().data();
  const auto sources = inOrder(arrays);
  const std::optional<CudaScope> scope = onDevice ? std::optional<CudaScope>(std::in_place, cudaDevice_) : std::nullopt;
  for (size_t i = 0; i < sources.size(); ++i) {
    const size_t bytes = 4 * size_t{layout_.arrays[i].floats} * static_cast<size_t>(arrays.count);
    if (bytes == 0) continue;
    std::byte* into = target + layout_.arrays[i].offset;
    if (onDevice) {
      checkCuda(cudaMemcpyAsync(into, sources[i], bytes, cudaMemcpyDeviceToHost, static_cast<cudaStream_t>(stream)),
                "copy to the host");
    } else {
      std::memcpy(into, sources[i], bytes);
    }
  }
  if (onDevice) checkCuda(cudaStreamSynchronize(static_cast<cudaStream_t>(stream)), "copies to the host");
}

}  // namespace fsm::renderer
