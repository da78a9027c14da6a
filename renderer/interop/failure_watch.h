// A frame that waits on the device for CUDA would wait for ever once CUDA has failed (a kernel of the program's wrote out of
// bounds, say). The watch raises the semaphore from the host then, so that the frame ends and the failure is told where it
// belongs: at the next publication.
#pragma once

#include <cuda_runtime_api.h>

#include <cstdint>
#include <memory>

#include "renderer/device.h"

namespace fsm::renderer {

class FailureWatch {
 public:
  /// `timeline` is what CUDA raises. On the current CUDA device. Throws deviceLost.
  FailureWatch(const Device& device, const vk::raii::Semaphore& timeline);
  /// Waits for what was watched; afterwards nothing is raised any more.
  ~FailureWatch();
  FailureWatch(const FailureWatch&) = delete;
  FailureWatch& operator=(const FailureWatch&) = delete;

  /// What is in `stream` now should raise the timeline to `value`. Throws deviceLost.
  void watch(uint64_t value, cudaStream_t stream);

 private:
  struct Target;
  struct Watched;
  static void CUDART_CB onDone(cudaStream_t stream, cudaError_t status, void* watched);

  std::shared_ptr<Target> target_;
  cudaStream_t watching_ = nullptr;  ///< so that callbacks do not hold up the publisher's streams
  cudaEvent_t done_ = nullptr;
};

}  // namespace fsm::renderer
