// A camera's rotation as people say it: where it points round the horizon, how far above it, how far it is rolled.
#pragma once

#include <glm/gtc/quaternion.hpp>

namespace fsm::desktop {

/// Degrees. Pan grows to the right (seen from above), tilt upwards, roll when the camera leans to its right.
struct CameraAngles {
  double pan = 0, tilt = 0, roll = 0;
};

/// `world_from_camera` with OpenCV axes; `up`: unit, of the world. Straight up or down the roll counts as 0.
CameraAngles anglesOf(const glm::dquat& world_from_camera, const glm::dvec3& up);
glm::dquat rotationOf(const CameraAngles& angles, const glm::dvec3& up);

}  // namespace fsm::desktop
