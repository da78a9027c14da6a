#include "renderer/interop/failure_watch.h"

#include <mutex>

#include "reconstruction/core/log.h"
#include "renderer/interop/cuda_device.h"
#include "renderer/vulkan_errors.h"

namespace fsm::renderer {

/// Outlives the watch while callbacks are on their way.
struct FailureWatch::Target {
  std::mutex mutex;
  const Device* device = nullptr;  ///< null: the watch is gone
  const vk::raii::Semaphore* timeline = nullptr;

  void raise(uint64_t value) {
    const std::lock_guard lock(mutex);
    if (!device) return;
    try {
      if (timeline->getCounterValue() < value) device->handle().signalSemaphore({**timeline, value});
    } catch (const std::exception& error) {
      log().debug("A failed publication could not be ended: {}", error.what());
    }
  }
};

struct FailureWatch::Watched {
  std::shared_ptr<Target> target;
  uint64_t value;
};

FailureWatch::FailureWatch(const Device& device, const vk::raii::Semaphore& timeline) : target_(std::make_shared<Target>()) {
  target_->device = &device;
  target_->timeline = &timeline;
  checkCuda(cudaStreamCreateWithFlags(&watching_, cudaStreamNonBlocking), "creation of a stream");
  const cudaError_t status = cudaEventCreateWithFlags(&done_, cudaEventDisableTiming);
  if (status == cudaSuccess) return;
  (void)cudaStreamDestroy(watching_);
  checkCuda(status, "creation of an event");
}

FailureWatch::~FailureWatch() {
  (void)cudaStreamSynchronize(watching_);
  (void)cudaEventDestroy(done_);
  (void)cudaStreamDestroy(watching_);
  const std::lock_guard lock(target_->mutex);
  target_->device = nullptr;
}

void CUDART_CB FailureWatch::onDone(cudaStream_t, cudaError_t status, void* watched) {
  const std::unique_ptr<Watched> work(static_cast<Watched*>(watched));
  if (status == cudaSuccess) return;
  log().error("CUDA failed before a published scene was complete: {}", cudaGetErrorString(status));
  work->target->raise(work->value);
}

void FailureWatch::watch(uint64_t value, cudaStream_t stream) {
  checkCuda(cudaEventRecord(done_, stream), "record of an event");
  checkCuda(cudaStreamWaitEvent(watching_, done_, 0), "wait for an event");
  auto watched = std::make_unique<Watched>(Watched{target_, value});
  // The only kind of callback that is also called after a failure.
  checkCuda(cudaStreamAddCallback(watching_, &FailureWatch::onDone, watched.get(), 0), "callback of a stream");
  (void)watched.release();  // the callback's now
}

}  // namespace fsm::renderer
