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

ReconstructResult reconstructJob(const ReconstructRequest& request, Progress& progress) {
  PrepareOptions options;
  if (!request.size.empty()) options.parseSize(request.size);
  const InputChoice choice = InputChoice::parse(request.inputs);
  checkOutputFile(request.project);
  if (request.gaussians && request.budget < 1)
    throw Error(ErrorCode::badInput, "A scene needs at least one Gaussian. Choose a larger --budget.");

  progress.stage("Reading the source", 0.02);
  Capture capture = importPosed(request.source);
  FramePlan plan = planReconstruction(capture, choice, kDefaultInputs);
  progress.stage("Loading the model", 0.08);
  const Engine engine = loadEngine(request.model);
  options.patch = engine.config().patch;
  progress.stage("Reading frames", 0.2);
  const PreparedCapture prepared = prepareInputs(capture, plan.inputs, options, progress);
  progress.stage("Reconstructing", request.gaussians ? 0.3 : 0.6);
  const auto begin = std::chrono::steady_clock::now();
  SpatialMemory memory = engine.encode(prepared, progress);
  const double encodeMs = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();

  std::optional<GaussianVersion> gaussians;
  if (request.gaussians) {
    progress.stage("Making Gaussians", 0.3);
    gaussians = GaussianVersion{"feed-forward", engine.name(), makeGaussians(engine, memory, prepared, request.budget, progress)};
  }

  progress.stage("Saving", 0.1);
  const std::string model = request.model.model;
  SceneSettings settings{engine.name(), modelHash(request.model),
                         model.empty() ? std::filesystem::path() : std::filesystem::absolute(findModel(model)),
                         name(engine.config().profile), viewSizes(capture, prepared)};
  Scene scene{std::move(capture), std::move(plan), std::move(memory), std::move(settings)};
  saveScene(request.project, scene, gaussians ? &*gaussians : nullptr, progress);
  return {std::move(scene), gaussians ? gaussians->scene.gaussians.count() : 0, engine.deviceName(), encodeMs};
}

}  // namespace fsm::jobs
