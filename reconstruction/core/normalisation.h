// From the capture's world and seconds to a scene's frame and back. Models read and 4D Gaussians live in the scene's frame: a
// rigid move and a uniform scale in space, an affine map in time. It is kept beside them, because a 4D Gaussian that mixes space
// and time does not survive a change of the ratio between their units.
#pragma once

#include "reconstruction/core/geometry.h"

namespace fsm {

/// normalised = scale * (frame_from_world applied to a world point); time = (seconds - timeCentre) / timeHalfRange.
struct Normalisation {
  glm::dmat4 frame_from_world{1.0};  ///< rigid: mean pose of the cameras becomes the identity
  double scale = 1;                  ///< 1 / max |coordinate| of the camera centres in that frame, so that they lie in [-1, 1]^3
  double timeCentre = 0;
  double timeHalfRange = 1;

  glm::dmat4 normalisedPose(const glm::dmat4& world_from_camera) const;
  glm::dmat4 worldPose(const glm::dmat4& normalised_from_camera) const;
  double normalisedTime(Seconds time) const;
  Seconds seconds(double normalisedTime) const;
  /// A view of the world (seconds) as a view of the scene (normalised time); a depth of the latter / scale is one of the former.
  View normalisedView(const View& view) const;
};

}  // namespace fsm
