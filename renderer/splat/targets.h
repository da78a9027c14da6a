// The pictures that a frame is drawn into.
#pragma once

#include <memory>

#include "reconstruction/core/geometry.h"
#include "renderer/render_context.h"

namespace fsm::renderer {

struct Targets {
  ImageSize size;
  std::shared_ptr<DeviceImage> colour;         ///< rgba32f: premultiplied or over the background; alpha
  std::shared_ptr<DeviceImage> depth, median;  ///< r32f, world units; 1x1 when not wanted
  std::shared_ptr<DeviceImage> overdraw;       ///< r32f, Gaussians blended; 1x1 when not wanted
  bool hasDepth = false, hasOverdraw = false;

  /// Throws outOfMemory.
  static Targets make(RenderContext& context, ImageSize size, bool withDepth, bool withOverdraw);
  /// Bytes of all pictures, one after the other, as `recordReadBack` copies them.
  uint64_t readBackBytes() const;
  void recordReadBack(CommandStream& commands, const Buffer& into) const;
};

}  // namespace fsm::renderer
