// Compares a back end with the double-precision reference on one scene.
#pragma once

#include <string>
#include <vector>

#include "tests/parity/raster_comparison.h"
#include "tests/splatting/cuda/check_scenes.h"

namespace fsm::splatting::testing {

/// One compared array.
struct Agreement {
  std::string quantity;
  double worst = 0;    ///< largest difference, in units of `scale`
  double scale = 1;    ///< pictures: max(1, largest entry); gradients: largest entry
  int64_t beyond = 0;  ///< entries that differ by more than `tolerance`
  int64_t count = 0;   ///< entries
  double tolerance = 0;
  bool passed = false;
};

/// Renders `scene`, and takes gradients of a random weighting of colour, alpha and depth (of the pixels that agree: at a
/// threshold the gradient is not defined), with the reference and with `backEnd`. Pictures agree within 1e-4, gradients within
/// 1e-3 of the largest entry; 0.1 % of the entries may differ by more (where a threshold falls between single and double
/// precision), by at most `kBand`.
std::vector<Agreement> compareWithReference(const CheckScene& scene, Rasteriser& backEnd, parity::ArrayMemory& memory);

}  // namespace fsm::splatting::testing
