// What the Gaussian decoder is trained on: its Gaussians rasterised at target views, and their distances along the rays of the
// inputs that they belong to.
#pragma once

#include <memory>

#include "reconstruction/splatting/rasteriser.h"
#include "training/trainer/batches.h"

namespace fsm::training {

/// Predictions and truths [S, T, 3, H, W] of the chosen samples and target views.
struct RasterisedTargets {
  torch::Tensor prediction, truth;
};
/// `step` chooses: samples and views take turns. In the scene's display colours over black.
RasterisedTargets rasteriseTargets(const model::GaussianArrays& gaussians, const TrainingBatch& batch,
                                   const GaussianTraining& options, int64_t step,
                                   const std::shared_ptr<splatting::Rasteriser>& rasteriser);

/// Mean absolute difference of log distances over the pixels of the inputs that are read and whose distance is known; what is
/// farther than the decoder reaches counts as that far. Zero where no distance is known.
torch::Tensor distanceError(const model::GaussianArrays& gaussians, const TrainingBatch& batch, int patch);

}  // namespace fsm::training
