// Gaussians as they are drawn: a version with the project's edits applied.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "reconstruction/scene/gaussians4d.h"

namespace fsm::desktop {

struct DrawnScene {
  std::shared_ptr<const scene::GaussianScene> scene;  ///< null: there are none
  std::shared_ptr<const std::vector<int64_t>> names;  ///< [N] places in the stored version; null: every Gaussian's own
};

}  // namespace fsm::desktop
