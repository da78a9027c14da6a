// A camera of any nominal size as the one whose picture fills a window.
#pragma once

#include "reconstruction/core/geometry.h"

namespace fsm::desktop {

/// The picture keeps its vertical angle of view; a wider window shows more at the sides, a narrower one less. The principal point
/// keeps its distance from the middle, in heights of the picture. `camera` has a size; `window` at least one pixel.
Camera fitted(const Camera& camera, ImageSize window);

}  // namespace fsm::desktop
