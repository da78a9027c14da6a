// A circle about what a camera looks at.
#pragma once

#include <optional>
#include <span>

#include "reconstruction/core/geometry.h"

namespace fsm::animation {

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

/// A pose at `position` that looks at `target` with `up` up in the image.
glm::dmat4 lookAt(const glm::dvec3& position, const glm::dvec3& target, const glm::dvec3& up);

/// The point with the least sum of squared distances to the optical axes o + s d of cameras (world_from_camera):
/// sum (I - d dT) (x - o) = 0. Nothing where the axes are parallel.
std::optional<glm::dvec3> closestToAxes(std::span<const glm::dmat4> poses);

}  // namespace fsm::animation
