// Raw scenes in memory that Vulkan and CUDA share; two timelines order who writes and who reads.
//
//   CUDA   wait(read >= pack that read the slot last)  copy  raise(written = publication)
//   Vulkan wait(written >= publication)  acquire  pack  release  raise(read = pack)
//
// All waits are for what was submitted before: none can wait for itself.
#pragma once

#include <array>

#include "renderer/interop/cuda_import.h"
#include "renderer/interop/failure_watch.h"
#include "renderer/interop/scene_transport.h"
#include "renderer/render_context.h"

namespace fsm::renderer {

class CudaTransport final : public SceneTransport {
 public:
  /// Of a device that whyNotShared() has nothing against. Throws outOfMemory, deviceLost.
  CudaTransport(RenderContext& context, const RawLayout& layout, int cudaDevice);
  ~CudaTransport() override;

  size_t slots() const override { return slots_.size(); }
  const std::shared_ptr<Buffer>& buffer(size_t slot) const override { return slots_[slot].buffer; }
  bool external() const override { return true; }
  void write(const Publication& publication, uint64_t readBy, const SceneArrays& arrays, bool onDevice, void* stream) override;
  std::optional<SemaphorePoint> written(const Publication& publication) const override;
  vk::Semaphore read() const override;

 private:
  struct Slot {
    std::shared_ptr<Buffer> buffer;
    std::unique_ptr<ImportedBuffer> imported;
  };
  /// A lost Vulkan device raises nothing any more: streams that wait for it would hang.
  void freeStreams() const;
  void copy(const SceneArrays& arrays, std::byte* target, bool onDevice, cudaStream_t stream) const;

  RawLayout layout_;
  int cudaDevice_;
  cudaStream_t hostCopies_ = nullptr;  ///< for arrays of the host
  std::unique_ptr<SharedTimeline> written_, read_;
  std::unique_ptr<FailureWatch> watch_;
  std::array<Slot, 2> slots_;
  uint64_t lastNumber_ = 0;  ///< of the publications that were enqueued
  uint64_t lastReadBy_ = 0;  ///< the latest pack that one of them waits for
};

}  // namespace fsm::renderer
