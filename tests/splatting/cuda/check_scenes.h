// Scenes in which a rasteriser is compared with the double-precision reference.
#pragma once

#include <string>
#include <vector>

#include "reconstruction/core/geometry.h"
#include "reconstruction/scene/raster_settings.h"
#include "tests/splatting/random_gaussians.h"

namespace fsm::splatting::testing {

struct CheckScene {
  std::string name;
  ParameterArrays<float> gaussians;
  View view;
  scene::RasterSettings settings;
  bool gradients = true;  ///< compared too
};

/// Scenes of a few hundred to a few thousand Gaussians. `small`: those that a memory checker finishes soon.
std::vector<CheckScene> checkScenes(bool small);

}  // namespace fsm::splatting::testing
