#include "renderer/interop/cuda_transport.h"

#include <algorithm>

#include "reconstruction/core/log.h"
#include "renderer/interop/cuda_device.h"
#include "renderer/vulkan_errors.h"

namespace fsm::renderer {

CudaTransport::CudaTransport(RenderContext& context, const RawLayout& layout, int cudaDevice)
    : layout_(layout), cudaDevice_(cudaDevice) {
  translatingErrors([&] {
    const CudaScope scope(cudaDevice_);
    written_ = std::make_unique<SharedTimeline>(context.device, "raw scene was written");
    read_ = std::make_unique<SharedTimeline>(context.device, "raw scene was read");
    for (Slot& slot : slots_) {
      slot.buffer =
          context.makeBuffer({"raw scene", layout.bytes, kRawSceneUsage, MemoryUse::device, MemoryCategory::shared, true});
      slot.imported = std::make_unique<ImportedBuffer>(context.device, *slot.buffer);
    }
    watch_ = std::make_unique<FailureWatch>(context.device, written_->semaphore());
    checkCuda(cudaStreamCreateWithFlags(&hostCopies_, cudaStreamNonBlocking), "creation of a stream");
  });
}

CudaTransport::~CudaTransport() {
  std::optional<CudaScope> scope;
  try {
    scope.emplace(cudaDevice_);
  } catch (const Error&) {
    return;  // CUDA is gone with all that it held; the rest belongs to Vulkan.
  }
  freeStreams();
  watch_.reset();  // Waits for all publications: each is behind the one before it.
  for (Slot& slot : slots_) slot.imported.reset();
  written_.reset();
  read_.reset();
  (void)cudaStreamDestroy(hostCopies_);
}

void CudaTransport::freeStreams() const {
  try {
    if (read_->semaphore().getCounterValue() >= lastReadBy_) return;
  } catch (const vk::SystemError& error) {
    log().debug("A scene is taken from CUDA after its renderer's device failed: {}", error.what());
  }
  try {
    read_->raise(lastReadBy_, hostCopies_);
  } catch (const Error& error) {
    log().debug("CUDA cannot be freed from a failed renderer: {}", error.detail());
  }
}

void CudaTransport::write(const Publication& publication, uint64_t readBy, const SceneArrays& arrays, bool onDevice,
                          void* stream) {
  const CudaScope scope(cudaDevice_);
  const auto ordered = onDevice ? static_cast<cudaStream_t>(stream) : hostCopies_;
  // Streams may differ from one publication to the next, but a timeline only rises.
  if (lastNumber_ > 0) written_->wait(lastNumber_, ordered);
  if (readBy > 0) read_->wait(readBy, ordered);
  lastReadBy_ = std::max(lastReadBy_, readBy);
  copy(arrays, slots_[publication.slot].imported->data(), onDevice, ordered);
  written_->raise(publication.number, ordered);
  lastNumber_ = publication.number;
  watch_->watch(publication.number, ordered);
}

void CudaTransport::copy(const SceneArrays& arrays, std::byte* target, bool onDevice, cudaStream_t stream) const {
  const auto sources = inOrder(arrays);
  const cudaMemcpyKind kind = onDevice ? cudaMemcpyDeviceToDevice : cudaMemcpyHostToDevice;
  for (size_t i = 0; i < sources.size(); ++i) {
    const size_t bytes = 4 * size_t{layout_.arrays[i].floats} * static_cast<size_t>(arrays.count);
    if (bytes == 0) continue;
    checkCuda(cudaMemcpyAsync(target + layout_.arrays[i].offset, sources[i], bytes, kind, stream), "copy to a shared scene");
  }
}

std::optional<SemaphorePoint> CudaTransport::written(const Publication& publication) const {
  return SemaphorePoint{*written_->semaphore(), publication.number};
}

vk::Semaphore CudaTransport::read() const { return *read_->semaphore(); }

}  // namespace fsm::renderer
