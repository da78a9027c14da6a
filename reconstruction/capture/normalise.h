// The frame of a capture's scene, from its cameras and times (reference: Fast Spatial Memory, scene normalisation).
#pragma once

#include <span>
#include <vector>

#include "reconstruction/core/normalisation.h"

namespace fsm {

/// The official pose normalisation: centre = mean position; z = normalised mean of the z columns; x = normalise(mean y column x
/// z); y = normalise(z x x); then divide by the largest |coordinate|. Defined where the official code divides by zero: cameras
/// that share one centre (within 1e-6 of nothing) get scale 1; axes that cancel out take those of the first camera. Throws
/// badInput for non-rigid or NaN poses.
Normalisation normalisePoses(std::span<const glm::dmat4> world_from_camera);
/// Sets the time part: first time -> -1, last -> 1; all equal -> 0.
void normaliseTimes(Normalisation& normalisation, std::span<const Seconds> times);

}  // namespace fsm
