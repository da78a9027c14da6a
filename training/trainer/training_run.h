// The loop of a run and what happens between its steps: logging, validation, saving.
#pragma once

#include <chrono>
#include <future>
#include <optional>

#include "reconstruction/core/progress.h"
#include "reconstruction/splatting/rasteriser.h"
#include "training/losses/perceptual.h"
#include "training/trainer/batches.h"
#include "training/trainer/checkpoint.h"
#include "training/trainer/schedule.h"
#include "training/trainer/train.h"
#include "training/trainer/train_config.h"
#include "training/trainer/train_log.h"

namespace fsm::training {

class TrainingRun {
 public:
  /// Loads textures, captures, weights (or the state). Throws as `train`.
  TrainingRun(const TrainConfig& config, const TrainRun& run, Progress& progress);
  ~TrainingRun();
  /// To the end of the run, to its pause, or until cancelled (then the state is saved and `Error` cancelled thrown).
  void run();

 private:
  struct LossParts {
    torch::Tensor total, mse, gradient, perceptual;
  };
  struct StepLosses {
    torch::Tensor total;
    LossParts images, gaussians;  ///< of the two decoders; zeros where there is no second
    torch::Tensor distance;
  };

  double elapsed() const;
  double fraction() const { return runFraction(config_, position_.step, elapsed()); }
  BatchRequest requestFor(int64_t step, double fraction) const;
  DrawnBatch takeNext();
  void prefetch(const BatchRequest& request);
  LossParts losses(const torch::Tensor& prediction, const torch::Tensor& truth) const;
  StepLosses lossesOf(const TrainingBatch& batch) const;
  void step(const DrawnBatch& drawn);
  void loop();
  bool pauseDue() const;
  void finish();
  void logSteps();
  void validate();
  void save();

  TrainConfig config_;
  TrainRun call_;
  std::filesystem::path output_;
  Progress& progress_;
  torch::Device device_;
  std::shared_ptr<const SceneGenerator> generator_;
  std::unique_ptr<BatchSource> source_;
  std::optional<PerceptualDistance> perceptual_;
  std::shared_ptr<splatting::Rasteriser> rasteriser_;  ///< where the model makes Gaussians
  model::Weights weights_;
  std::unique_ptr<WeightAverage> average_;
  std::unique_ptr<Optimiser> optimiser_;
  RunPosition position_;
  std::optional<TrainLog> log_;
  std::future<DrawnBatch> next_;

  std::chrono::steady_clock::time_point started_;
  double elapsedBefore_ = 0;
  int64_t stepsBefore_ = 0;
  int64_t validatedStep_ = -1;

  // Since the last log line. The metrics stay on the device until then.
  std::vector<torch::Tensor> metrics_;
  std::chrono::steady_clock::time_point logStarted_;
  double flops_ = 0;
  int64_t logSamples_ = 0;
  double lastRate_ = 0;
  size_t lastStage_ = 0;
};

}  // namespace fsm::training
