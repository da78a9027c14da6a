// Who takes a frame's pictures on the device, in the frame's own submission, instead of the host afterwards. Private to
// renderer/.
#pragma once

#include <span>

#include "reconstruction/core/colour_encoding.h"
#include "renderer/frame_ring.h"
#include "renderer/splat/targets.h"

namespace fsm::renderer {

class FrameSink {
 public:
  virtual ~FrameSink() = default;

  /// Records what is done with the pictures, which are in `general` and were written by compute kernels; whatever other stages
  /// read them must be done before the compute and transfer commands of the next frame.
  virtual void record(CommandStream& commands, const Targets& targets, ColourEncoding colours) = 0;
  /// What the submission waits for and raises beside the frame's own number.
  virtual std::span<const SemaphorePoint> waits() const = 0;
  virtual std::span<const SemaphorePoint> raised() const = 0;
};

}  // namespace fsm::renderer
