// One fine-tuning under way: a step at a time, the weights it has reached, the best so far, and its state.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "reconstruction/splatting/rasteriser.h"
#include "training/finetune/finetune_state.h"
#include "training/finetune/frame_draw.h"
#include "training/finetune/trainable_weights.h"
#include "training/trainer/batches.h"

namespace fsm::training {

/// What one step saw; `applied` false: its gradients were not finite, nothing changed.
struct FinetuneStep {
  double loss = 0, squaredError = 0;
  bool applied = true;
};

class FinetuneRun {
 public:
  /// `start` and `input` must outlive the run. Throws badInput as FrameDrawer.
  FinetuneRun(const Engine& start, const FinetuneInput& input, const FinetuneOptions& options, const FinetunePlan& plan,
              const FrameRoles& roles);

  /// `fraction` of the run done so far, in [0, 1): where the learning rate stands.
  FinetuneStep step(double fraction);

  int64_t steps() const { return steps_; }
  int64_t skipped() const { return skipped_; }
  int64_t learned() const { return weights_.count(); }
  /// Of the weights as they are now, at the precision of the run.
  Engine engine() const;
  /// The weights now are the best so far.
  void keep();
  bool hasBest() const { return !best_.empty(); }
  /// Of the best so far; it becomes what the run goes on with. Call it last.
  Engine bestEngine();

  /// Fills in what of `position` the run knows itself.
  TensorFile save(FinetunePosition position) const;
  /// `position`: of `file`. Throws fileDamaged, badInput (of another run).
  void load(const TensorFile& file, const FinetunePosition& position);

 private:
  struct Losses {
    torch::Tensor total, squaredError;
  };
  TrainingBatch batchOf(const FrameDraw& draw) const;
  Losses lossesOf(const model::Weights& weights, const TrainingBatch& batch) const;
  nlohmann::json identity() const;

  const Engine& start_;
  FinetuneOptions options_;
  FinetunePlan plan_;
  std::string modelId_;
  Precision precision_;
  std::vector<PreparedView> views_;  ///< all inputs as they are trained on
  FrameDrawer drawer_;
  TrainableWeights weights_;
  AdamW optimiser_;
  std::shared_ptr<splatting::Rasteriser> rasteriser_;  ///< where the model makes Gaussians
  NamedTensors best_;                                  ///< what was learned, on the host; empty: the start is best
  int64_t steps_ = 0, skipped_ = 0;
};

/// Views with pictures of at most `longSide` (0: as they are), sides rounded to multiples of `patch`, cameras alongside.
std::vector<PreparedView> shrunk(const std::vector<PreparedView>& views, int longSide, int patch);

}  // namespace fsm::training
