#include "training/trainer/gaussian_targets.h"

#include <algorithm>

#include "reconstruction/model/gaussian_decoder.h"
#include "reconstruction/splatting/autograd.h"

namespace fsm::training {

using torch::Tensor;

namespace {

/// Beyond this the sky begins: no view of a capture tells such distances apart.
constexpr double kFarthest = 200;

splatting::GaussianTensors sampleOf(const model::GaussianArrays& all, int64_t sample) {
  splatting::GaussianTensors g;
  g.position = all.xyz[sample];
  g.logScale = all.scaling[sample];
  g.rotation = all.rotation[sample];
  g.opacityLogit = all.opacity[sample].squeeze(-1);
  g.sh = all.features[sample];
  g.time = all.t[sample].squeeze(-1);
  g.logScaleTime = all.scalingT[sample].squeeze(-1);
  g.rotationRight = all.rotationR[sample];
  return g;
}

scene::RasterSettings settings() {
  scene::RasterSettings settings;
  settings.background = glm::vec3(0);
  return settings;
}

}  // namespace

RasterisedTargets rasteriseTargets(const model::GaussianArrays& gaussians, const TrainingBatch& batch,
                                   const GaussianTraining& options, int64_t step,
                                   const std::shared_ptr<splatting::Rasteriser>& rasteriser) {
  const int64_t samples = batch.truth.size(0), targets = batch.truth.size(1), inputs = batch.host.inputs;
  const ImageSize size{static_cast<int>(batch.truth.size(4)), static_cast<int>(batch.truth.size(3))};
  const int64_t chosen = std::min<int64_t>(options.samples, samples), seen = std::min<int64_t>(options.views, targets);
  std::vector<Tensor> predictions, truths;
  for (int64_t i = 0; i < chosen; ++i) {
    const int64_t sample = (step * chosen + i) % samples;
    std::vector<View> views;
    std::vector<Tensor> images;
    for (int64_t k = 0; k < seen; ++k) {
      const int64_t target = (step + k * targets / seen) % targets;
      views.push_back(batch.host.view(sample, inputs + target, size));
      images.push_back(batch.truth[sample][target]);
    }
    predictions.push_back(splatting::rasterise(sampleOf(gaussians, sample), views, settings(), rasteriser).colour);
    truths.push_back(torch::stack(images));
  }
  return {torch::stack(predictions), torch::stack(truths)};
}

Tensor distanceError(const model::GaussianArrays& gaussians, const TrainingBatch& batch, int patch) {
  const int64_t height = batch.inputs.image.size(3), width = batch.inputs.image.size(4);
  const Tensor known = model::inTokenOrder(batch.distance.unsqueeze(2), {height / patch, width / patch}, patch).squeeze(-1);
  const Tensor centre = batch.inputs.world_from_camera.select(-1, 3).slice(-1, 0, 3).repeat_interleave(height * width, 1);
  const Tensor made = (gaussians.xyz - centre).norm(2, -1);
  const Tensor read = batch.inputs.mask.repeat_interleave(height * width, 1) > 0;
  const Tensor counts = torch::logical_and(read, torch::isfinite(known) & (known > 0)).to(torch::kFloat32);
  // Filled in before the logarithm: NaN times zero is NaN.
  const Tensor truth = torch::where(counts > 0, known, 1.0).clamp_max(kFarthest);
  const Tensor error = (made.clamp_min(1e-6).log() - truth.log()).abs();
  return (error * counts).sum() / counts.sum().clamp_min(1);
}

}  // namespace fsm::training
