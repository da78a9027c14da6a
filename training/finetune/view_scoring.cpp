#include "training/finetune/view_scoring.h"

#include <cmath>

#include "reconstruction/core/error.h"
#include "reconstruction/core/layered_image.h"
#include "reconstruction/splatting/gaussian_views.h"

namespace fsm::training {

ViewScoring::ViewScoring(const FinetuneInput& input, const FrameRoles& roles) : input_(input), asked_(input.heldOut) {
  read_.preparation = input.inputs.preparation;
  for (const size_t i : roles.training) read_.inputs.push_back(input.inputs.inputs[i]);
  for (const size_t i : roles.heldBack) asked_.push_back(input.inputs.inputs[i]);
  for (const PreparedView& view : asked_) truths_.push_back({view.image, {view.camera, view.time}, view.id.camera});
}

ScoredViews ViewScoring::score(const Engine& engine) const {
  Progress silent;
  const SpatialMemory memory = engine.encode(read_, silent);
  ScoredViews scored;
  if (engine.config().makesGaussians() && input_.makeGaussians) {
    scored.gaussians = input_.makeGaussians(engine, memory, read_, silent);
    const splatting::GaussianViews views(scored.gaussians->gaussians, engine.deviceId());
    std::vector<Image> answers;
    for (const RefineFrame& truth : truths_) {
      LayeredImage layers = views.render(truth.view, scored.gaussians->settings);
      layers.encoding = scored.gaussians->colourSpace;
      answers.push_back(over(layers, scored.gaussians->settings.background));
    }
    scored.score.gaussians = scoreViews(answers, truths_);
    scored.picture = answers.front();
  }
  if (engine.config().makesImages()) {
    std::vector<Image> answers(asked_.size());
    engine.render(
        memory, asked_, [&](size_t i, Image&& image) { answers[i] = std::move(image); }, silent);
    scored.score.images = scoreViews(answers, truths_);
    scored.picture = std::move(answers.front());
  }
  if (!scored.score.images && !scored.score.gaussians)
    throw Error(ErrorCode::internal, "A fine-tuning has nothing to score. Please report this.");
  return scored;
}

double FinetuneScore::psnr() const {
  double sum = 0;
  int decoders = 0;
  for (const auto& score : {images, gaussians})
    if (score) sum += score->psnr, ++decoders;
  return decoders > 0 ? sum / decoders : 0;
}

bool isBetter(const FinetuneScore& score, const FinetuneScore& before, const FinetuneScore& best) {
  const auto atLeast = [](const std::optional<ViewScore>& now, const std::optional<ViewScore>& then) {
    return !then || (now && now->psnr >= then->psnr);
  };
  return atLeast(score.images, before.images) && atLeast(score.gaussians, before.gaussians) && score.psnr() > best.psnr();
}

}  // namespace fsm::training
