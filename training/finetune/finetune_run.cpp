#include "training/finetune/finetune_run.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "reconstruction/core/error.h"
#include "reconstruction/model/device.h"
#include "reconstruction/model/engine_impl.h"
#include "reconstruction/splatting/autograd.h"
#include "training/losses/image_losses.h"
#include "training/trainer/gaussian_targets.h"
#include "training/trainer/schedule.h"

namespace fsm::training {

using nlohmann::json;
using torch::Tensor;

namespace {

constexpr double kClip = 1;          ///< largest norm of the gradients
constexpr int64_t kWarmupSteps = 8;  ///< the moments of the optimiser know nothing yet
constexpr double kFinalRate = 0.1;   ///< of the largest, at the end of the run

std::vector<ImageSize> sizesOf(const std::vector<PreparedView>& views) {
  std::vector<ImageSize> sizes;
  sizes.reserve(views.size());
  for (const PreparedView& view : views) sizes.push_back(view.image.size);
  return sizes;
}

NamedTensors onHost(const NamedTensors& tensors) {
  NamedTensors copies;
  for (const auto& [name, tensor] : tensors)
    copies.emplace_back(name, tensor.detach().to(torch::kCPU, torch::kFloat32, false, true));
  return copies;
}

Tensor imageLoss(const Tensor& prediction, const Tensor& truth, const Tensor& squared) {
  return squared + LossWeights{}.gradient * gradientError(prediction, truth);
}

}  // namespace

std::vector<PreparedView> shrunk(const std::vector<PreparedView>& views, int longSide, int patch) {
  std::vector<PreparedView> out = views;
  for (PreparedView& view : out) {
    Intrinsics& k = view.camera.intrinsics;
    const ImageSize size = shrunkSize(k.size, longSide, patch);
    if (size == k.size) continue;
    const double x = static_cast<double>(size.width) / k.size.width, y = static_cast<double>(size.height) / k.size.height;
    k = {size, k.fx * x, k.fy * y, k.cx * x, k.cy * y};
    view.image = resize(view.image, size);
  }
  return out;
}

FinetuneRun::FinetuneRun(const Engine& start, const FinetuneInput& input, const FinetuneOptions& options,
                         const FinetunePlan& plan, const FrameRoles& roles)
    : start_(start),
      options_(options),
      plan_(plan),
      modelId_(input.modelId),
      precision_(model::precisionFromName(options.precision, start.impl().device)),
      views_(shrunk(input.inputs.inputs, options.longSide, start.config().patch)),
      drawer_(roles.training, sizesOf(views_), options.seed),
      weights_(start.impl().weights, plan.mode, plan.rank, options.seed),
      optimiser_(weights_.parameters(options.pull)) {
  if (start.config().makesGaussians()) rasteriser_ = splatting::makeRasteriser(start.impl().device);
}

TrainingBatch FinetuneRun::batchOf(const FrameDraw& draw) const {
  std::vector<const PreparedView*> views;
  for (const auto* list : {&draw.inputs, &draw.targets})
    for (const size_t frame : *list) views.push_back(&views_[frame]);
  const model::ViewBatch host = model::batchOf(views, true, torch::kCPU);
  const auto read = static_cast<int64_t>(draw.inputs.size());
  // The frame of reference stays that of all inputs, in which the scene will be read.
  const HostViews packed{static_cast<int>(read), host.world_from_camera, host.fxfycxcy, host.time,
                         torch::ones({1, read}), torch::ones({1})};
  return assemble(packed, host.image.to(start_.impl().device));
}

FinetuneRun::Losses FinetuneRun::lossesOf(const model::Weights& weights, const TrainingBatch& batch) const {
  model::ForwardOptions options;
  options.precision = precision_;
  options.newtonSchulzBfloat16 = precision_ == Precision::bfloat16;
  options.checkpointing = plan_.checkpointing;
  Losses out;
  model::GaussianArrays gaussians;
  const auto images = [&](const Tensor& prediction) {
    out.squaredError = squaredError(prediction, batch.truth);
    out.total = imageLoss(prediction, batch.truth, out.squaredError);
  };
  if (!rasteriser_) {
    images(model::forwardImages(weights, batch.inputs, batch.targets, options));
    return out;
  }
  if (weights.config.makesImages()) {
    const model::ImagesAndGaussians both = model::forwardBoth(weights, batch.inputs, batch.targets, options);
    images(both.images);
    gaussians = both.gaussians;
  } else {
    gaussians = model::forwardGaussians(weights, batch.inputs, options);
  }
  const GaussianTraining wanted;
  const RasterisedTargets seen = rasteriseTargets(gaussians, batch, wanted, steps_, rasteriser_);
  const Tensor squared = squaredError(seen.prediction, seen.truth);
  const Tensor loss = imageLoss(seen.prediction, seen.truth, squared);
  out.total = out.total.defined() ? out.total + wanted.weight * loss : loss;
  if (!out.squaredError.defined()) out.squaredError = squared;
  return out;
}

FinetuneStep FinetuneRun::step(double fraction) {
  const TrainingBatch batch = batchOf(drawer_.draw(steps_, plan_.inputs, plan_.targets));
  const double base = options_.rate > 0 ? options_.rate : plan_.mode == FinetuneMode::full ? kFullRate : kLowRankRate;
  FinetuneStep outcome;
  {
    // Checkpointed passes look at the weights again while they go back.
    const model::Weights weights = weights_.effective();
    const Losses losses = lossesOf(weights, batch);
    losses.total.backward();
    outcome = {losses.total.item<double>(), losses.squaredError.item<double>(), true};
  }
  GradientReport report = reportOf(weights_.gradients(), kClip);
  outcome.applied = std::isfinite(outcome.loss) && report.applied.item<double>() > 0;
  if (outcome.applied)
    optimiser_.step(base * rateFactor(steps_, kWarmupSteps, fraction, kFinalRate), report);
  else
    ++skipped_;
  weights_.dropGradients();
  ++steps_;
  return outcome;
}

Engine FinetuneRun::engine() const {
  const std::string name = options_.name.empty() ? start_.name() + "-fine-tuned" : options_.name;
  return model::engineOf(weights_.merged(), name, start_.impl().device, precision_);
}

void FinetuneRun::keep() { best_ = onHost(weights_.named()); }

Engine FinetuneRun::bestEngine() {
  torch::NoGradGuard noGradient;
  const NamedTensors learned = weights_.named();
  for (size_t i = 0; i < best_.size(); ++i) learned[i].second.detach().copy_(best_[i].second);
  return engine();
}

json FinetuneRun::identity() const {
  return {{"seed", options_.seed},
          {"frames", views_.size()},
          {"scored", plan_.scored.size()},
          {"long_side", options_.longSide},
          {"model", modelId_}};
}

TensorFile FinetuneRun::save(FinetunePosition position) const {
  position.identity = identity();
  position.plan = plan_;
  position.steps = steps_;
  position.skipped = skipped_;
  TensorFile file;
  saveTensors(weights_.named(), file, "learned/");
  saveTensors(optimiser_.state(), file, "");
  saveTensors(best_, file, "best/");
  writePosition(position, file);
  return file;
}

void FinetuneRun::load(const TensorFile& file, const FinetunePosition& position) {
  if (position.identity != identity())
    throw Error(ErrorCode::badInput,
                "The saved state is of a fine-tuning of other frames, of another model, or with another seed or size. Start anew "
                "without --resume.",
                position.identity.dump());
  loadTensors(weights_.named(), file, "learned/");
  loadTensors(optimiser_.state(), file, "");
  best_.clear();
  const bool hasBest = std::ranges::any_of(file.tensors, [](const auto& item) { return item.first.starts_with("best/"); });
  if (hasBest) {
    keep();
    loadTensors(best_, file, "best/");
  }
  steps_ = position.steps;
  skipped_ = position.skipped;
}

}  // namespace fsm::training
