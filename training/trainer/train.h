// Training from a configuration file: what `train CONFIG.json` runs. The configuration is documented in training/README.md.
#pragma once

#include <cstdint>
#include <filesystem>

#include "reconstruction/core/progress.h"

namespace fsm::training {

struct TrainRun {
  std::filesystem::path output;  ///< folder for state, model, log and pictures; made when missing
  bool resume = false;           ///< go on from the state in `output`
  /// Pause (state and model saved, to be resumed) after so many steps or seconds of this call; 0: run to the end. The schedule is
  /// that of the whole run. For machines that are lent in slices.
  int64_t pauseAfterSteps = 0;
  double pauseAfterSeconds = 0;
};

/// Writes into `output`: state.safetensors (to resume), model.safetensors + config.json (averaged weights, loadable by the
/// engine), log.jsonl, loss.png, samples.png. Cancelling saves the state first and leaves no half file. Throws `Error` badInput
/// (configuration, naming the key; an output folder that already holds another run), noDevice, outOfMemory, cancelled.
void train(const std::filesystem::path& configJson, const TrainRun& run, Progress& progress);

}  // namespace fsm::training
