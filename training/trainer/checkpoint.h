// What a run leaves behind. `state.safetensors`: all that is needed to go on exactly where it stopped. `model.safetensors` +
// `config.json`: the averaged weights as bfloat16, a folder that the engine loads. Each file is the old or the new one, never
// half of one.
#pragma once

#include <filesystem>

#include "reconstruction/model/weights.h"
#include "training/trainer/optimiser.h"
#include "training/trainer/weight_average.h"

namespace fsm::training {

/// Where a run stands. Batches depend on seed and step alone, so these two are the whole random state.
struct RunPosition {
  int64_t step = 0;           ///< steps done
  double elapsedSeconds = 0;  ///< of training, over all resumptions
  int64_t skipped = 0;        ///< steps skipped because of gradients that were not finite
  int64_t samples = 0;        ///< training samples seen
  uint64_t seed = 0;
};

void saveState(const std::filesystem::path& path, const RunPosition& position, const model::Weights& weights,
               const WeightAverage& average, const Optimiser& optimiser);

/// Fills weights, average and moments in place. Throws `Error` notFound (no state to resume), fileDamaged (another model, damaged
/// numbers), badInput (another seed).
RunPosition loadState(const std::filesystem::path& path, uint64_t seed, model::Weights& weights, WeightAverage& average,
                      Optimiser& optimiser);

/// `folder`/model.safetensors (its metadata holds the configuration too) and `folder`/config.json.
void saveModel(const std::filesystem::path& folder, const model::Weights& weights);

}  // namespace fsm::training
