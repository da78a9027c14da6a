#include "training/trainer/validate.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "reconstruction/core/error.h"
#include "training/data/keyed_seed.h"
#include "training/trainer/batches.h"
#include "training/trainer/gaussian_targets.h"

namespace fsm::training {
namespace {

constexpr double kSmallestError = 1e-10;  // 100 dB
constexpr double kSameTime = 1e-6;

torch::Tensor psnrOf(const torch::Tensor& squaredDifference) {
  return -10 * torch::log10(squaredDifference.mean({-3, -2, -1}).clamp_min(kSmallestError));
}

/// [B, T, I]: each input frame as an answer to each target. Input by input: all pairs at once would not fit for many views.
torch::Tensor copyScores(const TrainingBatch& batch) {
  std::vector<torch::Tensor> scores;
  scores.reserve(static_cast<size_t>(batch.inputs.image.size(1)));
  for (int64_t i = 0; i < batch.inputs.image.size(1); ++i) {
    scores.push_back(psnrOf((batch.inputs.image.narrow(1, i, 1) - batch.truth).square()));
  }
  return torch::stack(scores, 2);
}

int nearestInputOf(const SampleViews& views, int target) {
  int best = 0;
  double bestTime = std::numeric_limits<double>::infinity(), bestDistance = bestTime;
  for (int i = 0; i < views.inputs; ++i) {
    const double time = std::abs(views.time[i] - views.time[target]);
    const double distance = glm::length(glm::dvec3(views.world_from_camera[i][3] - views.world_from_camera[target][3]));
    if (time < bestTime - kSameTime || (time < bestTime + kSameTime && distance < bestDistance)) {
      best = i;
      bestTime = std::min(bestTime, time);
      bestDistance = distance;
    }
  }
  return best;
}

Image imageOf(const torch::Tensor& planar) {
  const torch::Tensor host = planar.detach().to(torch::kCPU, torch::kFloat32).clamp(0, 1).permute({1, 2, 0}).contiguous();
  Image image({static_cast<int>(host.size(1)), static_cast<int>(host.size(0))});
  std::copy_n(host.data_ptr<float>(), image.rgb.size(), image.rgb.begin());
  return image;
}

void add(Comparison& sum, const TargetScore& score) {
  ++sum.targets;
  sum.model += score.model;
  sum.copy += score.copy;
  sum.nearest += score.nearest;
  sum.gaussians += score.gaussians;
  sum.wins += score.model > score.copy ? 1 : 0;
}

void divide(Comparison& sum) {
  if (sum.targets == 0) return;
  for (double* value : {&sum.model, &sum.copy, &sum.nearest, &sum.wins, &sum.gaussians}) *value /= sum.targets;
}

nlohmann::json toJson(const Comparison& comparison) {
  nlohmann::json json{{"targets", comparison.targets},
                      {"model", comparison.model},
                      {"copy", comparison.copy},
                      {"nearest", comparison.nearest},
                      {"wins", comparison.wins}};
  if (comparison.gaussians > 0) json["gaussians"] = comparison.gaussians;
  return json;
}

/// Of both decoders, [B, T, 3, H, W]; `gaussians` is undefined for a model without.
struct Answers {
  torch::Tensor images, gaussians;
};

Answers answersOf(const model::Weights& weights, const TrainingBatch& batch, Precision precision,
                  const std::shared_ptr<splatting::Rasteriser>& rasteriser) {
  model::ForwardOptions forward;
  forward.precision = precision;
  if (!weights.config.makesGaussians()) return {model::forwardImages(weights, batch.inputs, batch.targets, forward), {}};
  const model::ImagesAndGaussians made = model::forwardBoth(weights, batch.inputs, batch.targets, forward);
  const auto all = [](int64_t n) { return static_cast<int>(n); };
  const GaussianTraining every{all(batch.truth.size(0)), all(batch.truth.size(1)), 1, 0};
  return {made.images, rasteriseTargets(made.gaussians, batch, every, 0, rasteriser).prediction.view_as(batch.truth)};
}

ValidationSample sampleOf(const TrainingBatch& batch, const Answers& answers, int64_t scene, int64_t target, int nearest) {
  const torch::Tensor inputs = batch.inputs.image[scene];
  return {imageOf(inputs[0]),
          imageOf(inputs[inputs.size(0) - 1]),
          imageOf(inputs[nearest]),
          imageOf(answers.images[scene][target]),
          answers.gaussians.defined() ? imageOf(answers.gaussians[scene][target]) : Image(),
          imageOf(batch.truth[scene][target])};
}

/// Scores `count` scenes drawn from `seed` and adds them to the report.
void validateBatch(const model::Weights& weights, const SceneGenerator& generator, const ValidationOptions& options,
                   const std::shared_ptr<splatting::Rasteriser>& rasteriser, uint64_t seed, int count, ValidationReport& report) {
  const auto scenes = generator.draw(seed, count, options.scene);
  const SceneBatch& drawn = generator.batch(*scenes);
  std::vector<SampleViews> views;
  views.reserve(static_cast<size_t>(count));
  for (int i = 0; i < count; ++i) views.push_back(viewsOf(drawn, i));
  const torch::Device device = weights.inputLinear.device();
  const torch::Tensor rgb = torch::empty({count, drawn.views, 3, drawn.size.height, drawn.size.width},
                                         torch::TensorOptions(torch::kFloat32).device(device));
  renderScenes(generator, *scenes, rgb);
  const TrainingBatch batch = assemble(pack(views, device.is_cuda()), rgb);

  const Answers answers = answersOf(weights, batch, options.precision, rasteriser);
  const auto scored = [&](const torch::Tensor& images) {
    return psnrOf((images - batch.truth).square()).to(torch::kCPU, torch::kFloat64).contiguous();
  };
  const torch::Tensor modelScores = scored(answers.images);
  const torch::Tensor gaussianScores = answers.gaussians.defined() ? scored(answers.gaussians) : torch::zeros_like(modelScores);
  const torch::Tensor copies = copyScores(batch).to(torch::kCPU, torch::kFloat64).contiguous();
  const torch::Tensor bestCopies = copies.amax(2).contiguous();
  const auto model = modelScores.accessor<double, 2>(), best = bestCopies.accessor<double, 2>(),
             gaussians = gaussianScores.accessor<double, 2>();
  const auto each = copies.accessor<double, 3>();
  for (int i = 0; i < count; ++i) {
    for (int target = 0; target < drawn.views - drawn.inputs; ++target) {
      const int nearest = nearestInputOf(views[i], drawn.inputs + target);
      report.scores.push_back({model[i][target], best[i][target], each[i][target][nearest], drawn.rig[i], gaussians[i][target]});
      if (target == 0 && static_cast<int>(report.samples.size()) < options.samples) {
        report.samples.push_back(sampleOf(batch, answers, i, target, nearest));
      }
    }
  }
}

}  // namespace

void summarise(ValidationReport& report) {
  report.bins = {};
  report.rigs = {};
  report.mean = report.below25 = report.nearestBelow25 = {};
  for (const TargetScore& score : report.scores) {
    const auto bin = std::ranges::upper_bound(ValidationReport::kBinEdges, score.copy) - ValidationReport::kBinEdges.begin();
    add(report.bins[static_cast<size_t>(bin)], score);
    add(report.mean, score);
    if (score.copy < 25) add(report.below25, score);
    if (score.copy < 25) add(report.rigs.at(static_cast<size_t>(score.rig)), score);
    if (score.nearest < 25) add(report.nearestBelow25, score);
  }
  for (Comparison& bin : report.bins) divide(bin);
  for (Comparison& rig : report.rigs) divide(rig);
  for (Comparison* all : {&report.mean, &report.below25, &report.nearestBelow25}) divide(*all);
}

ValidationReport validateProcedural(const model::Weights& weights, const SceneGenerator& generator,
                                    const ValidationOptions& options, const std::shared_ptr<splatting::Rasteriser>& rasteriser,
                                    Progress& progress) {
  if (options.scenes < 1 || options.batch < 1)
    throw Error(ErrorCode::badInput, "A validation needs at least one scene: ask for more.");
  torch::NoGradGuard noGradient;
  ValidationReport report;
  for (int begin = 0; begin < options.scenes; begin += options.batch) {
    progress.check();
    const uint64_t seed = keyedSeed(options.seed, 0, static_cast<uint64_t>(begin));
    validateBatch(weights, generator, options, rasteriser, seed, std::min(options.batch, options.scenes - begin), report);
  }
  summarise(report);
  return report;
}

nlohmann::json toJson(const ValidationReport& report) {
  static constexpr std::array<const char*, 5> kBinNames{"<15", "15-20", "20-25", "25-30", ">30"};
  static constexpr std::array<const char*, 3> kRigNames{"phonePath", "stillCameras", "arc"};
  nlohmann::json json{
      {"mean", toJson(report.mean)}, {"below25", toJson(report.below25)}, {"nearestBelow25", toJson(report.nearestBelow25)}};
  for (size_t i = 0; i < kBinNames.size(); ++i) json["bins"][kBinNames[i]] = toJson(report.bins[i]);
  for (size_t i = 0; i < kRigNames.size(); ++i) json["rigs"][kRigNames[i]] = toJson(report.rigs[i]);
  return json;
}

}  // namespace fsm::training
