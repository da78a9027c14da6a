// A circle about what the cameras of a capture look at.
#pragma once

#include <span>

#include "reconstruction/core/geometry.h"

namespace fsm::jobs {

/// Cameras of the orbit lie at a constant distance from `centre`, look at it, and turn about `up`.
struct Orbit {
  glm::dvec3 centre{0.0};
  glm::dvec3 up{0, -1, 0};            ///< unit
  glm::dvec3 offset{0, 0, -1};        ///< from the centre to the camera at angle 0
  double observedDegrees = 0;         ///< largest angle between two cameras, seen from the centre
  Intrinsics intrinsics;              ///< of the upright camera that lies nearest to angle 0

  glm::dmat4 pose(double degrees) const;
  /// Sweep that stays near what was filmed: a share of `observedDegrees`, never less than a visible 12 degrees nor more than 60.
  double defaultSweep() const;
};

/// The point closest to the optical axes of `cameras` (least squares) is the centre. Where it is not defined (one camera, parallel axes) or makes no
/// sense (behind the cameras, much nearer than they are apart), a point ahead of them at 1.5 times their extent, or 1 unit, takes its place.
/// Distance: the median of the cameras'. Angle 0: the mean direction, or the nearest camera's where that lies far from every camera.
/// `upright`: cameras mounted turned are turned towards their common up first (as the model reads them), else up is the mean of their images' up.
/// `cameras` are in the capture's world and not empty (throws badInput).
Orbit orbitOf(std::span<const Camera> cameras, bool upright);

/// A pose at `position` that looks at `target` with `up` up in the image.
glm::dmat4 lookAt(const glm::dvec3& position, const glm::dvec3& target, const glm::dvec3& up);

}  // namespace fsm::jobs
