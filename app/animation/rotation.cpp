#include "app/animation/rotation.h"

#include <cmath>

namespace fsm::animation {

glm::dvec3 rotationVector(const glm::dquat& rotation) {
  const glm::dquat q = rotation.w < 0 ? -rotation : rotation;
  const glm::dvec3 axis(q.x, q.y, q.z);
  const double sine = glm::length(axis);
  constexpr double kSmall = 1e-9;
  return sine < kSmall ? 2.0 * axis : axis * (2 * std::atan2(sine, q.w) / sine);
}

glm::dquat rotationOf(const glm::dvec3& vector) {
  const double angle = glm::length(vector);
  constexpr double kSmall = 1e-9;
  const glm::dvec3 axis = vector * (angle < kSmall ? 0.5 : std::sin(0.5 * angle) / angle);
  return glm::normalize(glm::dquat(std::cos(0.5 * angle), axis.x, axis.y, axis.z));
}

}  // namespace fsm::animation
