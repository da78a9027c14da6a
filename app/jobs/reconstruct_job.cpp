#include "app/jobs/reconstruct_job.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <optional>

#include "app/jobs/import_job.h"
#include "app/jobs/models.h"
#include "app/jobs/output_path.h"
#include "reconstruction/capture/plan.h"
#include "reconstruction/core/error.h"
#include "reconstruction/scene/content_hash.h"

namespace fsm::jobs {

namespace {

/// The size at which each camera was read, as its source image lies. Cameras that gave no input get the first one's long side.
std::vector<ImageSize> viewSizes(const Capture& capture, const PreparedCapture& prepared) {
  std::vector<ImageSize> sizes(capture.cameras.size());
  for (const PreparedView& view : prepared.inputs) {
    const ImageSize size = view.camera.intrinsics.size;
    sizes[view.id.camera] = view.quarterTurns % 2 == 0 ? size : ImageSize{size.height, size.width};
  }
  const ImageSize first = sizes[prepared.inputs.front().id.camera];
  const double longSide = std::max(first.width, first.height);
  for (size_t c = 0; c < sizes.size(); ++c) {
    if (sizes[c].width > 0) continue;
    const ImageSize source = capture.cameras[c].intrinsics.size;
    const double factor = longSide / std::max(source.width, source.height);
    const auto side = [&](int pixels) {
      const int patches = std::max(1, static_cast<int>(std::lround(pixels * factor / prepared.preparation.patch)));
      return patches * prepared.preparation.patch;
    };
    sizes[c] = {side(source.width), side(source.height)};
  }
  return sizes;
}

}  // namespace

Engine loadEngine(const ModelRequest& request) {
  return Engine::load(findModel(request.model), {request.device, request.precision, request.profile});
}

std::string modelHash(const ModelRequest& request) {
  const std::filesystem::path model = findModel(request.model);
  return scene::contentHash(std::filesystem::is_directory(model) ? model / "model.safetensors" : model);
}

Engine loadSceneEngine(const Scene& scene, ModelRequest request) {
  if (request.model.empty()) request.model = scene.settings.modelPath.string();
  if (request.profile.empty()) request.profile = scene.settings.profile;
  Engine engine = loadEngine(request);
  const bool same = engine.name() == scene.settings.model &&
                    (scene.settings.modelHash.empty() || modelHash(request) == scene.settings.modelHash);
  if (!same)
    throw Error(ErrorCode::badInput, "The scene was made by other weights ('" + scene.settings.model +
                                         "') than those of this model ('" + engine.name() +
                                         "'). Give the model that made it with --model or reconstruct the scene again.");
  return engine;
}

Reconstruction reconstruct(Capture capture, const ReconstructOptions& options, double weight, Progress& progress,
                           const std::function<void(const Scene&)>& read) {
  PrepareOptions prepare;
  if (!options.size.empty()) prepare.parseSize(options.size);
  if (options.gaussians && options.budget < 1)
    throw Error(ErrorCode::badInput, "A scene needs at least one Gaussian. Choose a larger --budget.");
  FramePlan plan = planReconstruction(capture, InputChoice::parse(options.inputs), options.mostInputs);
  progress.stage("Loading the model", 0.1 * weight);
  const Engine engine = loadEngine(options.model);
  prepare.patch = engine.config().patch;
  progress.stage("Reading frames", 0.22 * weight);
  const PreparedCapture prepared = prepareInputs(capture, plan.inputs, prepare, progress);
  progress.stage("Reconstructing", (options.gaussians ? 0.34 : 0.68) * weight);
  const auto begin = std::chrono::steady_clock::now();
  SpatialMemory memory = engine.encode(prepared, progress);
  const double encodeMs = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();

  const std::string& model = options.model.model;
  SceneSettings settings{engine.name(), modelHash(options.model),
                         model.empty() ? std::filesystem::path() : std::filesystem::absolute(findModel(model)),
                         name(engine.config().profile), viewSizes(capture, prepared)};
  Reconstruction made{
      {std::move(capture), std::move(plan), std::move(memory), std::move(settings)}, std::nullopt, engine.deviceName(), encodeMs};
  if (read) read(made.scene);
  if (options.gaussians) {
    progress.stage("Making Gaussians", 0.34 * weight);
    made.gaussians = GaussianVersion{"feed-forward", engine.name(),
                                     makeGaussians(engine, made.scene.memory, prepared, options.budget, progress)};
  }
  return made;
}

ReconstructResult reconstructJob(const ReconstructRequest& request, Progress& progress) {
  checkOutputFile(request.project);
  progress.stage("Reading the source", 0.02);
  Reconstruction made = reconstruct(importPosed(request.source), request.options, 0.88, progress);
  progress.stage("Saving", 0.1);
  saveScene(request.project, made.scene, made.gaussians ? &*made.gaussians : nullptr, progress);
  const int64_t gaussians = made.gaussians ? made.gaussians->scene.gaussians.count() : 0;
  return {std::move(made.scene), gaussians, made.device, made.encodeMs};
}

}  // namespace fsm::jobs
