// What is measured on a picture while it is shown: the range of its depths, its error against the picture that it is compared
// with. Private to renderer/.
#pragma once

#include <optional>

#include "renderer/present/screen_pass.h"

namespace fsm::renderer {

/// Of one frame, read when the device has finished it.
struct Measured {
  std::shared_ptr<Buffer> buffer;  ///< the host's copy: the range, then the sums of squared differences
  bool range = false;
  uint32_t sums = 0;
  uint64_t values = 0;  ///< that the differences are of

  std::optional<glm::vec2> depthRange() const;
  /// In dB; infinite for equal pictures; nothing where it was not measured.
  std::optional<double> psnr() const;
};

class Measurements {
 public:
  explicit Measurements(RenderContext& context);

  /// Two floats on the device: the range of the depths that were measured last.
  const std::shared_ptr<Buffer>& range() const { return range_; }

  /// Records the range of `screen.depth` where it is wanted, and the error of `screen.colour` against `screen.other` where there
  /// is a comparison. Both pictures were written by kernels or copies.
  Measured record(CommandStream& commands, const Screen& screen, ImageSize size, bool wantRange);

 private:
  RenderContext& context_;
  ComputePipeline histogramKernel_, rangeKernel_, errorKernel_;
  vk::raii::Sampler sampler_;
  std::shared_ptr<Buffer> histogram_, range_;
};

}  // namespace fsm::renderer
