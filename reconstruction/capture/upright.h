// Which way is up in a capture, and how cameras that were mounted turned are brought upright in quarter turns.
#pragma once

#include <span>

#include "reconstruction/core/geometry.h"

namespace fsm {

/// The direction that most cameras agree is up, each in one of its four image directions: of the cameras' +-x and +-y axes, their mean and the direction
/// most at right angles to all optical axes, the one that maximises the weighted sum of alignments within the image plane. Cameras are likelier held
/// upright than not, so the -y axes count a little more: among equals the majority of them decides. `weights`: one a pose.
glm::dvec3 commonUp(std::span<const glm::dmat4> world_from_camera, std::span<const double> weights);

/// Clockwise quarter turns that bring the images of one physical camera (its poses over time) upright. 0 within 45 degrees, and where it looks so
/// steeply along `up` that its image has no upright.
int quarterTurnsTowards(std::span<const glm::dmat4> world_from_camera, const glm::dvec3& up);

}  // namespace fsm
