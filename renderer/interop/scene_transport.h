// How raw scenes come to the renderer's device: slots that are written by the publisher and read by the pack pass.
#pragma once

#include <memory>
#include <optional>

#include "renderer/frame_ring.h"
#include "renderer/interop/raw_layout.h"
#include "renderer/interop/slot_schedule.h"
#include "renderer/resources.h"

namespace fsm::renderer {

class SceneTransport {
 public:
  virtual ~SceneTransport() = default;

  virtual size_t slots() const = 0;
  virtual const std::shared_ptr<Buffer>& buffer(size_t slot) const = 0;
  /// Whether the buffers belong to CUDA while no pack reads them.
  virtual bool external() const = 0;

  /// Copies arrays into slot `publication.slot` after pack `readBy` is done with it, so that `written` of the publication is
  /// reached. Not while another write is called. Throws deviceLost, noDevice.
  virtual void write(const Publication& publication, uint64_t readBy, const SceneArrays& arrays, bool onDevice, void* stream) = 0;
  /// What a pack of the publication waits for; nothing where the data is there when `write` returns.
  virtual std::optional<SemaphorePoint> written(const Publication& publication) const = 0;
  /// Timeline that pack n raises to n.
  virtual vk::Semaphore read() const = 0;
};

}  // namespace fsm::renderer
