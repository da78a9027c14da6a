// The ground in a cloud of points: most clips show one, and it knows better where up is than a hand that tilts the camera down.
#pragma once

#include <optional>
#include <span>

#include "reconstruction/capture/poses/pose_estimate.h"

namespace fsm::poses {

/// The unit normal, towards the cameras, of a plane that many points lie in (by RANSAC with a fixed seed), that lies below all
/// cameras and within 50 degrees of being level by the guess `up`; refined over its points. Nothing where there is no such plane:
/// walls, trees, a table top that fills the picture from the side.
std::optional<glm::dvec3> groundNormal(std::span<const SparsePoint> points, std::span<const glm::dmat4> world_from_camera,
                                       const glm::dvec3& up);

}  // namespace fsm::poses
