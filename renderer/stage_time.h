// Device time of a part of a frame.
#pragma once

#include <string>

namespace fsm::renderer {

struct StageTime {
  std::string stage;
  double milliseconds = 0;
};

}  // namespace fsm::renderer
