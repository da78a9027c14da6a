// From the capture's world and seconds to the model's frame and back (reference: Fast Spatial Memory, scene normalisation).
#pragma once

#include <span>
#include <vector>

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
};

/// The official pose normalisation: centre = mean position; z = normalised mean of the z columns; x = normalise(mean y column x
/// z); y = normalise(z x x); then divide by the largest |coordinate|. Defined where the official code divides by zero: cameras
/// that share one centre (within 1e-6 of nothing) get scale 1; axes that cancel out take those of the first camera. Throws
/// badInput for non-rigid or NaN poses.
Normalisation normalisePoses(std::span<const glm::dmat4> world_from_camera);
/// Sets the time part: first time -> -1, last -> 1; all equal -> 0.
void normaliseTimes(Normalisation& normalisation, std::span<const Seconds> times);

}  // namespace fsm
