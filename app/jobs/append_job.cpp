#include "app/jobs/append_job.h"

#include <algorithm>
#include <chrono>
#include <optional>

#include "app/jobs/output_path.h"
#include "reconstruction/capture/plan.h"
#include "reconstruction/core/error.h"
#include "reconstruction/scene/project_file.h"

namespace fsm::jobs {

namespace {

bool contains(const std::vector<FrameId>& list, FrameId id) { return std::find(list.begin(), list.end(), id) != list.end(); }

std::vector<FrameId> framesToRead(const Scene& scene, const InputChoice& choice) {
  std::vector<FrameId> more;
  for (const FrameId id : planReconstruction(scene.capture, choice, kDefaultInputs).inputs)
    if (!contains(scene.plan.inputs, id)) more.push_back(id);
  if (more.empty())
    throw Error(ErrorCode::badInput, "The scene has read all of these frames already. Ask for more, for example --inputs " +
                                         std::to_string(2 * scene.plan.inputs.size()) + ".");
  return more;
}

/// Old and new inputs by time; what is read is no target any more.
FramePlan joined(const Scene& scene, const std::vector<FrameId>& more) {
  FramePlan plan;
  plan.inputs = scene.plan.inputs;
  plan.inputs.insert(plan.inputs.end(), more.begin(), more.end());
  std::sort(plan.inputs.begin(), plan.inputs.end(),
            [&](FrameId a, FrameId b) { return std::pair(scene.capture.time(a), a) < std::pair(scene.capture.time(b), b); });
  for (const FrameId id : scene.plan.targets)
    if (!contains(more, id)) plan.targets.push_back(id);
  return plan;
}

/// Options that bring every frame to the size at which the scene was read.
PrepareOptions optionsOf(const Scene& scene, int patch) {
  PrepareOptions options;
  const auto& sizes = scene.settings.viewSizes;
  options.patch = patch;
  options.size = sizes.front();
  options.longSide = std::max(sizes.front().width, sizes.front().height);
  const bool same = std::all_of(sizes.begin(), sizes.end(), [&](const ImageSize size) { return size == sizes.front(); });
  options.sizing = same ? PrepareOptions::Sizing::exact : PrepareOptions::Sizing::longSide;
  return options;
}

/// Where the project holds Gaussians, those of all frames, made again from the memory, as many as before. Refined ones were
/// fitted to the frames of before: they are refined again by who wants it.
std::optional<GaussianVersion> gaussiansAgain(const std::filesystem::path& project, const Engine& engine, const Scene& scene,
                                              const PreparedCapture* all, Progress& progress) {
  const auto versions = scene::ProjectFile::open(project, true).gaussians();
  if (versions.empty()) return std::nullopt;
  progress.stage("Making Gaussians", 0.2);
  const PreparedCapture again =
      all ? PreparedCapture{}
          : prepareMore(scene.memory.preparation(), scene.capture, scene.plan.inputs, scene.settings.viewSizes, progress);
  return GaussianVersion{"feed-forward", engine.name(),
                         makeGaussians(engine, scene.memory, all ? *all : again, versions.back().count, progress)};
}

}  // namespace

ReconstructResult appendJob(const AppendRequest& request, Progress& progress) {
  const std::filesystem::path output = request.output.empty() ? request.project : request.output;
  if (!request.output.empty()) checkOutputFile(output);
  const InputChoice choice = InputChoice::parse(request.inputs);
  progress.stage("Opening the scene", 0.05);
  Scene scene = loadScene(request.project);
  const std::vector<FrameId> more = framesToRead(scene, choice);
  progress.stage("Loading the model", 0.1);
  const Engine engine = loadSceneEngine(scene, request.model);

  progress.stage("Reading frames", 0.2);
  const FramePlan plan = joined(scene, more);
  const PreparedCapture prepared =
      request.approximate ? prepareMore(scene.memory.preparation(), scene.capture, more, scene.settings.viewSizes, progress)
                          : prepareInputs(scene.capture, plan.inputs, optionsOf(scene, engine.config().patch), progress);
  progress.stage("Reconstructing", 0.35);
  const auto begin = std::chrono::steady_clock::now();
  scene.memory = request.approximate ? engine.appendCausal(scene.memory, prepared, progress) : engine.encode(prepared, progress);
  const double encodeMs = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
  scene.plan = plan;
  const std::optional<GaussianVersion> gaussians =
      gaussiansAgain(request.project, engine, scene, request.approximate ? nullptr : &prepared, progress);
  progress.stage("Saving", 0.1);
  saveScene(output, scene, gaussians ? &*gaussians : nullptr, progress);
  return {std::move(scene), gaussians ? gaussians->scene.gaussians.count() : 0, engine.deviceName(), encodeMs};
}

}  // namespace fsm::jobs
