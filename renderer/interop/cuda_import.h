// Vulkan's memory and timeline semaphores as CUDA sees them. Vulkan exports a file descriptor, which CUDA takes over when it
// imports it; the import must go before what it was made from. Only of devices that `whyNotShared` has nothing against.
#pragma once

#include <cuda_runtime_api.h>

#include <cstdint>
#include <string>

#include "renderer/device.h"
#include "renderer/resources.h"

namespace fsm::renderer {

/// Usage of raw scenes.
constexpr vk::BufferUsageFlagBits kRawSceneUsage = vk::BufferUsageFlagBits::eStorageBuffer;

/// Why `device` cannot share memory with CUDA device `cudaDevice`; empty where it can.
std::string whyNotShared(const Device& device, int cudaDevice);

/// A buffer of an exportable BufferSpec, in CUDA's address space of the current CUDA device.
class ImportedBuffer {
 public:
  /// Throws deviceLost, outOfMemory.
  ImportedBuffer(const Device& device, const Buffer& buffer);
  ~ImportedBuffer();
  ImportedBuffer(const ImportedBuffer&) = delete;
  ImportedBuffer& operator=(const ImportedBuffer&) = delete;

  std::byte* data() const { return static_cast<std::byte*>(data_); }

 private:
  cudaExternalMemory_t memory_ = nullptr;
  void* data_ = nullptr;
};

/// A timeline semaphore that both devices wait for and raise; starts at 0.
class SharedTimeline {
 public:
  SharedTimeline(const Device& device, const std::string& name);
  ~SharedTimeline();
  SharedTimeline(const SharedTimeline&) = delete;
  SharedTimeline& operator=(const SharedTimeline&) = delete;

  const vk::raii::Semaphore& semaphore() const { return semaphore_; }
  /// In CUDA, in stream order. Throw deviceLost.
  void wait(uint64_t value, cudaStream_t stream) const;
  void raise(uint64_t value, cudaStream_t stream) const;

 private:
  vk::raii::Semaphore semaphore_;
  cudaExternalSemaphore_t imported_ = nullptr;
};

}  // namespace fsm::renderer
