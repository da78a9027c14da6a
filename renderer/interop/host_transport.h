// Raw scenes in memory of the host that the device reads: works on every device.
#pragma once

#include <array>

#include "renderer/interop/scene_transport.h"
#include "renderer/render_context.h"

namespace fsm::renderer {

class HostTransport final : public SceneTransport {
 public:
  /// `cudaDevice`: whose arrays may be published beside those of the host. Throws outOfMemory.
  HostTransport(RenderContext& context, const RawLayout& layout, int cudaDevice);

  size_t slots() const override { return buffers_.size(); }
  const std::shared_ptr<Buffer>& buffer(size_t slot) const override { return buffers_[slot]; }
  bool external() const override { return false; }
  void write(const Publication& publication, uint64_t readBy, const SceneArrays& arrays, bool onDevice, void* stream) override;
  std::optional<SemaphorePoint> written(const Publication&) const override { return std::nullopt; }
  vk::Semaphore read() const override { return *read_; }

 private:
  const Device& device_;
  RawLayout layout_;
  int cudaDevice_;
  vk::raii::Semaphore read_;
  // Two frames in flight read one each: the third is always free, so that nobody waits.
  std::array<std::shared_ptr<Buffer>, 3> buffers_;
};

}  // namespace fsm::renderer
