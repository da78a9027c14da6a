// The circle about what the cameras of a capture look at.
#pragma once

#include <span>

#include "app/animation/orbit.h"
#include "reconstruction/core/geometry.h"

namespace fsm::jobs {

using animation::Orbit;

/// Angle 0 is the camera most in the middle of all (by place and direction). The centre lies on its optical axis, as far ahead as
/// the point that is closest to all axes (least squares). Where that is not defined (one camera, parallel axes) or makes no sense
/// (behind the cameras, much nearer than they are apart), it is ahead by 1.5 times their extent, or 1 unit. The default sweep is
/// 35 % of the observed angle, less where that would lead away from all cameras, within 12 to 60 degrees. `upright`: cameras
/// mounted turned are turned towards their common up first (as the model reads them), else up is the mean of their images' up.
/// `cameras` are in the capture's world and not empty (throws badInput).
Orbit orbitOf(std::span<const Camera> cameras, bool upright);

/// A thing of about `radius` at `centre`, in the world.
struct Ball {
  glm::dvec3 centre{0.0};
  double radius = 0;
};
/// A full turn about the middle of `things` (y down), far enough away that nearly all of them are wholly in the picture (strays
/// are not waited for). Throws badInput when none is finite.
Orbit orbitAround(std::span<const Ball> things, ImageSize size);

}  // namespace fsm::jobs
