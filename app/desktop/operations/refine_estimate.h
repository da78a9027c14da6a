// What a refinement of the Gaussians will take on a machine, said before it starts. (Of a fine-tuning:
// training/finetune/estimate.h.)
//
//   bytes = kGaussianBytes a Gaussian (parameters, gradients, moments, what the rasteriser keeps) + the frames that are fitted,
//           in floats + kPixelBytes a pixel of the largest frame (what the loss keeps for its gradient)
//   seconds a step = (kGaussianSeconds a Gaussian + kPixelSeconds a pixel) * pace / cores (a graphics card: kCardCores)
// The pace of a device is 1 until a refinement has run on it, and then what that one measured.
#pragma once

#include <cstdint>
#include <string>

#include "app/desktop/operations/refine_choice.h"
#include "training/finetune/estimate.h"

namespace fsm::desktop {

struct RefineEstimate {
  std::string device;  ///< for people: "this computer"
  bool cuda = false;
  uint64_t memoryBytes = 0;  ///< beyond what the program holds already
  uint64_t freeBytes = 0;
  double secondsPerStep = 0;
  bool fits = true;
};

/// Of `choice.scene`, for `gaussians` at the start. Asks nothing of the machine.
RefineEstimate estimateRefinement(const jobs::Scene& scene, int64_t gaussians, const RefineChoice& choice,
                                  const training::FinetuneMachine& machine);

/// Remembers, in the settings, how quick a run was against what was estimated.
void rememberPace(const RefineEstimate& estimate, int64_t steps, double seconds);

/// The long side of the largest frame that the scene was read at, in pixels.
int longSideOf(const jobs::Scene& scene);

}  // namespace fsm::desktop
