#include "app/desktop/timeline/camera_angles.h"

#include <algorithm>
#include <cmath>
#include <glm/glm.hpp>
#include <numbers>

namespace fsm::desktop {

namespace {

constexpr double kDegree = std::numbers::pi / 180;
constexpr double kSteep = 1e-6;  ///< horizontal part of the view below which it has no direction

/// Directions of pan 0 and 90 on the horizon.
struct Horizon {
  glm::dvec3 ahead, right;
};

Horizon horizonOf(const glm::dvec3& up) {
  const glm::dvec3 z(0, 0, 1), x(1, 0, 0);
  const glm::dvec3 wanted = std::abs(glm::dot(up, z)) < 0.9 ? z : x;
  const glm::dvec3 ahead = glm::normalize(wanted - up * glm::dot(wanted, up));
  return {ahead, glm::cross(ahead, up)};
}

}  // namespace

CameraAngles anglesOf(const glm::dquat& world_from_camera, const glm::dvec3& up) {
  const Horizon horizon = horizonOf(up);
  const glm::dmat3 axes = glm::mat3_cast(world_from_camera);
  const glm::dvec3 forward = axes[2], right = axes[0];
  CameraAngles angles;
  angles.tilt = std::asin(std::clamp(glm::dot(forward, up), -1.0, 1.0)) / kDegree;
  const double ahead = glm::dot(forward, horizon.ahead), aside = glm::dot(forward, horizon.right);
  if (std::hypot(ahead, aside) < kSteep) {
    // The level right direction says where the camera would look, were it tilted back to the horizon.
    angles.pan = std::atan2(-glm::dot(right, horizon.ahead), glm::dot(right, horizon.right)) / kDegree;
    return angles;
  }
  angles.pan = std::atan2(aside, ahead) / kDegree;
  const glm::dvec3 levelRight = glm::normalize(glm::cross(forward, up)), levelDown = glm::cross(forward, levelRight);
  angles.roll = std::atan2(glm::dot(right, levelDown), glm::dot(right, levelRight)) / kDegree;
  return angles;
}

glm::dquat rotationOf(const CameraAngles& angles, const glm::dvec3& up) {
  const Horizon horizon = horizonOf(up);
  const double pan = angles.pan * kDegree, tilt = angles.tilt * kDegree, roll = angles.roll * kDegree;
  const glm::dvec3 level = std::cos(pan) * horizon.ahead + std::sin(pan) * horizon.right;
  const glm::dvec3 levelRight = std::cos(pan) * horizon.right - std::sin(pan) * horizon.ahead;
  const glm::dvec3 forward = std::cos(tilt) * level + std::sin(tilt) * up;
  const glm::dvec3 levelDown = glm::cross(forward, levelRight);
  const glm::dvec3 right = std::cos(roll) * levelRight + std::sin(roll) * levelDown;
  return glm::normalize(glm::quat_cast(glm::dmat3(right, glm::cross(forward, right), forward)));
}

}  // namespace fsm::desktop
