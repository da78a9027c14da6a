#include "app/jobs/eval_job.h"

#include <algorithm>
#include <chrono>
#include <map>

#include "app/jobs/frame_renderer.h"
#include "app/jobs/import_job.h"
#include "app/jobs/refine_job.h"
#include "reconstruction/capture/plan.h"
#include "reconstruction/core/error.h"
#include "reconstruction/core/metrics.h"

namespace fsm::jobs {

namespace {

using Clock = std::chrono::steady_clock;

double msSince(Clock::time_point begin) { return std::chrono::duration<double, std::milli>(Clock::now() - begin).count(); }

/// Frames as filmed, at the size that the model reads, in the order of `ids`: neither turned nor evened.
std::vector<PreparedView> plainFrames(const Capture& capture, const std::vector<FrameId>& ids, PrepareOptions options,
                                      Progress& progress) {
  options.upright = false;
  options.evenExposure = false;
  std::map<FrameId, size_t> place;
  for (size_t i = 0; i < ids.size(); ++i) place[ids[i]] = i;
  std::vector<PreparedView> out(ids.size());
  for (PreparedView& view : prepareInputs(capture, ids, options, progress).inputs) out[place.at(view.id)] = std::move(view);
  return out;
}

struct BySize {
  bool operator()(ImageSize a, ImageSize b) const { return std::pair(a.width, a.height) < std::pair(b.width, b.height); }
};
using InputsAtSizes = std::map<ImageSize, std::vector<Image>, BySize>;

/// The input frames at every size that a target has. Full frames are resized in one step from the footage; square crops from the
/// cropped frames.
InputsAtSizes inputsAtSizes(const Capture& capture, const FramePlan& plan, const std::vector<PreparedView>& targets,
                            const PrepareOptions& options, Progress& progress) {
  InputsAtSizes sized;
  for (const PreparedView& target : targets) sized[target.image.size].resize(plan.inputs.size());
  const auto take = [&](size_t i, const Image& image) {
    for (auto& [size, images] : sized) images[i] = image.size == size ? image : resize(image, size);
  };
  if (options.sizing == PrepareOptions::Sizing::officialSquare) {
    const std::vector<PreparedView> cropped = plainFrames(capture, plan.inputs, options, progress);
    for (size_t i = 0; i < cropped.size(); ++i) take(i, cropped[i].image);
  } else {
    visitFrames(
        capture, plan.inputs, [&](size_t i, Image&& image) { take(i, image); }, progress);
  }
  return sized;
}

/// The two trivial answers for each target.
void answerTrivially(const Capture& capture, const FramePlan& plan, const InputsAtSizes& inputs, EvalImages& images) {
  std::map<ImageSize, Image, BySize> means;
  for (const auto& [size, frames] : inputs) means[size] = mean(frames);
  for (size_t i = 0; i < plan.targets.size(); ++i) {
    const ImageSize size = images.truth[i].size;
    images.nearest.push_back(inputs.at(size)[static_cast<size_t>(nearestInput(capture, plan.inputs, plan.targets[i]))]);
    images.average.push_back(means.at(size));
  }
}

void answerByModel(const Engine& engine, const SpatialMemory& memory, const std::vector<View>& asked, EvalImages& images,
                   double& viewMs, Progress& progress) {
  std::vector<PreparedView> views;
  views.reserve(asked.size());
  for (const View& view : asked) views.push_back(prepareView(memory.preparation(), view));
  images.model.resize(views.size());
  const auto begin = Clock::now();
  engine.render(
      memory, views,
      [&](size_t i, Image&& image) { images.model[i] = outputFor(memory.preparation(), asked[i], views[i], std::move(image)); },
      progress);
  viewMs = msSince(begin) / static_cast<double>(views.size());
}

/// Draws the held-out views of Gaussians over the scene's background.
void answerByGaussians(scene::GaussianScene scene, const CapturePreparation& preparation, const std::string& device,
                       const std::vector<View>& asked, EvalImages& images, double& viewMs, Progress& progress) {
  const auto renderer = rasterRenderer(std::move(scene), preparation, device);
  images.model.resize(asked.size());
  const auto begin = Clock::now();
  renderer->render(
      asked, [&](size_t i, LayeredImage&& image) { images.model[i] = over(image, renderer->background()); }, progress);
  viewMs = msSince(begin) / static_cast<double>(asked.size());
}

std::string caption(const std::string& text, const Image& answer, const Image& truth) {
  char number[32];
  std::snprintf(number, sizeof number, " %.1f dB", psnr(answer, truth));
  return text + number;
}

std::vector<SheetCell> sheetCells(const Capture& capture, const FramePlan& plan, const EvalImages& images, int rows) {
  std::vector<SheetCell> cells;
  const size_t count = plan.targets.size(), shown = std::min<size_t>(static_cast<size_t>(std::max(0, rows)), count);
  for (size_t row = 0; row < shown; ++row) {
    const size_t i = shown > 1 ? row * (count - 1) / (shown - 1) : 0;
    char truth[96];
    std::snprintf(truth, sizeof truth, "truth %.60s %.2f s", capture.cameras[plan.targets[i].camera].name.c_str(),
                  capture.time(plan.targets[i]));
    cells.push_back({images.nearest[i], caption("nearest", images.nearest[i], images.truth[i])});
    cells.push_back({images.model[i], caption("model", images.model[i], images.truth[i])});
    cells.push_back({images.truth[i], truth});
  }
  return cells;
}

scene::GaussianScene explicitScene(const EvalRequest& request, const Engine& engine, const SpatialMemory& memory,
                                   const PreparedCapture& prepared, Progress& progress) {
  progress.stage("Making Gaussians", 0.1);
  scene::GaussianScene scene = makeGaussians(engine, memory, prepared, request.budget, progress);
  if (request.refineSeconds <= 0) return scene;
  progress.stage("Refining", 0.3);
  training::RefineOptions options;
  options.device = engine.deviceId();
  options.seconds = request.refineSeconds;
  options.budget = request.budget;
  return refineScene(prepared, {}, std::move(scene), options, progress).scene;
}

void checkRequest(const EvalRequest& request) {
  if (request.inputs < 1 || request.targets < 1)
    throw Error(ErrorCode::badInput,
                "An evaluation needs at least one input and one held-out frame. Choose a positive --inputs.");
}

}  // namespace

EvalResult evalJob(const EvalRequest& request, Progress& progress) {
  checkRequest(request);
  PrepareOptions options;
  if (!request.size.empty()) options.parseSize(request.size);
  const Holdout holdout = Holdout::parse(request.holdout);
  progress.stage("Reading the source", 0.02);
  const Capture capture = importPosed(request.source);
  EvalResult result;
  result.plan = planEvaluation(capture, holdout, request.inputs, request.targets);
  if (result.plan.inputs.empty() || result.plan.targets.empty())
    throw Error(ErrorCode::badInput, "Nothing is left to read or to compare with. Hold out fewer frames or another camera.");
  progress.stage("Loading the model", 0.08);
  const Engine engine = loadEngine(request.model);
  options.patch = engine.config().patch;

  progress.stage("Reading input frames", 0.1);
  const PreparedCapture prepared = prepareInputs(capture, result.plan.inputs, options, progress);
  progress.stage("Reading held-out frames", 0.1);
  std::vector<PreparedView> truths = plainFrames(capture, result.plan.targets, options, progress);
  progress.stage("Reading frames to compare with", 0.1);
  const InputsAtSizes inputs = inputsAtSizes(capture, result.plan, truths, options, progress);

  EvalImages images;
  std::vector<View> asked;
  for (size_t i = 0; i < truths.size(); ++i) {
    const FrameId id = result.plan.targets[i];
    images.camera.push_back(id.camera);
    asked.push_back({{truths[i].camera.intrinsics, capture.camera(id).world_from_camera}, capture.time(id)});
    images.truth.push_back(std::move(truths[i].image));
  }
  answerTrivially(capture, result.plan, inputs, images);

  progress.stage("Reconstructing", 0.3);
  const auto begin = Clock::now();
  const SpatialMemory memory = engine.encode(prepared, progress);
  result.encodeMs = msSince(begin);
  if (request.gaussians) {
    scene::GaussianScene scene = explicitScene(request, engine, memory, prepared, progress);
    progress.stage("Rendering held-out views", 0.1);
    answerByGaussians(std::move(scene), prepared.preparation, engine.deviceId(), asked, images, result.viewMs, progress);
  } else {
    progress.stage("Rendering held-out views", 0.2);
    answerByModel(engine, memory, asked, images, result.viewMs, progress);
  }

  progress.stage("Comparing", 0.1);
  std::vector<std::string> names;
  names.reserve(capture.cameras.size());
  for (const CaptureCamera& camera : capture.cameras) names.push_back(camera.name);
  score(images, names, result);
  result.source = request.source.string();
  result.model = engine.name();
  result.device = engine.deviceName();
  result.sheet = sheetCells(capture, result.plan, images, request.sheetRows);
  return result;
}

}  // namespace fsm::jobs
