// A circle about what the cameras of a capture look at.
#pragma once

#include <span>

#include "reconstruction/core/geometry.h"

namespace fsm::jobs {

/// Cameras of the orbit lie at a constant distance from `centre`, look at it, and turn about `up`. Angle 0 is one of the
/// capture's own cameras.
struct Orbit {
  glm::dvec3 centre{0.0};
  glm::dvec3 up{0, -1, 0};      ///< unit
  glm::dvec3 offset{0, 0, -1};  ///< from the centre to the camera at angle 0
  double observedDegrees = 0;   ///< largest angle between two cameras, seen from the centre
  double defaultSweep = 12;     ///< degrees: stays near what was filmed, and is never less than what can be seen
  Intrinsics intrinsics;        ///< of the upright camera at angle 0

  glm::dmat4 pose(double degrees) const;
};

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

/// A pose at `position` that looks at `target` with `up` up in the image.
glm::dmat4 lookAt(const glm::dvec3& position, const glm::dvec3& target, const glm::dvec3& up);

}  // namespace fsm::jobs
