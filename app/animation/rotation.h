// Rotations as vectors (axis times angle in radians): the exponential map of unit quaternions and back.
#pragma once

#include <glm/gtc/quaternion.hpp>

namespace fsm::animation {

/// Of the shorter way round: length in [0, pi].
glm::dvec3 rotationVector(const glm::dquat& rotation);
glm::dquat rotationOf(const glm::dvec3& vector);

}  // namespace fsm::animation
