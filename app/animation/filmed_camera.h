// A camera as it stood while it filmed.
#pragma once

#include <string>
#include <vector>

#include "app/animation/camera_pose.h"

namespace fsm::animation {

struct FilmedCamera {
  std::string name;
  std::vector<CameraPose> poses;  ///< one a frame, or one for all of them (it stood still)
  std::vector<Seconds> times;     ///< one a frame: need not increase
};

}  // namespace fsm::animation
