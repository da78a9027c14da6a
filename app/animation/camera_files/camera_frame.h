// A moment of a camera's move in the axes that glTF and FBX share: world with y up; camera with x right, y up, z back.
#pragma once

#include <glm/gtc/quaternion.hpp>

namespace fsm::animation {

struct CameraFrame {
  double at = 0;                    ///< seconds
  glm::dvec3 position{0.0};         ///< metres
  glm::dquat rotation{1, 0, 0, 0};  ///< world_from_camera
  double focal = 1;                 ///< in heights of the picture
};

}  // namespace fsm::animation
