#include "training/trainer/train.h"

#include "reconstruction/core/error.h"
#include "training/trainer/training_run.h"

namespace fsm::training {

void train(const std::filesystem::path& configJson, const TrainRun& run, Progress& progress) {
  const TrainConfig config = readTrainConfig(configJson);
  if (run.output.empty()) throw Error(ErrorCode::badInput, "The training needs an output folder: give one.");
  std::error_code failure;
  std::filesystem::create_directories(run.output, failure);
  if (failure)
    throw Error(ErrorCode::writeFailed, "The folder " + run.output.string() + " cannot be made: choose another.",
                failure.message());
  TrainingRun(config, run, progress).run();
}

}  // namespace fsm::training
