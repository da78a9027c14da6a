// The views of one training sample on the host, and their way into the model's frame: what a capture goes through before encoding
// (reconstruction/capture/normalise.h), over the inputs that the sample may read.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "reconstruction/core/geometry.h"

namespace fsm::training {

struct SampleViews {
  int inputs = 0;                               ///< views 0 ... inputs - 1 are inputs, the rest targets
  std::vector<glm::dmat4> world_from_camera;    ///< one a view
  std::vector<std::array<double, 4>> fxfycxcy;  ///< pixels
  std::vector<double> time;
  std::vector<uint8_t> read;  ///< one an input: 0 where the sample must do without it
  double scale = 1;           ///< model units a unit of the scene; set by `normaliseViews`

  int views() const { return static_cast<int>(time.size()); }
};

/// Poses and times of all views, targets and masked inputs alongside, and the scale, normalised over the inputs that are read (at
/// least one). Throws `Error` badInput as `normalisePoses`.
void normaliseViews(SampleViews& sample);

}  // namespace fsm::training
