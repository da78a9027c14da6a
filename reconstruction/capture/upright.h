// Which way is up in a capture, and how cameras that were mounted turned are brought upright in quarter turns.
#pragma once

#include <span>

#include "reconstruction/core/geometry.h"

namespace fsm {

/// The direction that the cameras agree is up. Where all are upright (within 45 degrees) towards the up of their level x axes,
/// that. Else of their +-x and +-y axes and the direction most at right angles to all optical axes the one that lies best along
/// some image direction of each camera (weighted sum); -y axes count a little more, so that the majority of them decides among
/// equals. `weights`: one a pose.
glm::dvec3 commonUp(std::span<const glm::dmat4> world_from_camera, std::span<const double> weights);

/// Clockwise quarter turns that bring the images of one physical camera (its poses over time) upright. 0 within 45 degrees, and
/// where it looks so steeply along `up` that its image has no upright.
int quarterTurnsTowards(std::span<const glm::dmat4> world_from_camera, const glm::dvec3& up);

}  // namespace fsm
