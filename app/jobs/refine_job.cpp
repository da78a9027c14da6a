#include "app/jobs/refine_job.h"

#include <chrono>
#include <cmath>
#include <ctime>
#include <nlohmann/json.hpp>

#include "app/jobs/output_path.h"
#include "app/jobs/refine_file_job.h"
#include "app/jobs/scene_frames.h"
#include "reconstruction/core/error.h"
#include "reconstruction/core/file.h"
#include "reconstruction/scene/project_file.h"
#include "training/refine/refine_file.h"

namespace fsm::jobs {

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

constexpr const char* kRefined = "refined";
constexpr const char* kFrom = "from";  ///< metadata of a state: version that the run began with
constexpr int kMostHeldOut = 24;       ///< frames that are scored, spread evenly

std::string utcNow() {
  const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  std::tm parts{};
  gmtime_r(&now, &parts);
  char text[32];
  std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
  return text;
}

bool sameFrame(const Normalisation& a, const Normalisation& b) {
  double apart =
      std::abs(a.scale / b.scale - 1) + std::abs(a.timeCentre - b.timeCentre) + std::abs(a.timeHalfRange - b.timeHalfRange);
  for (int column = 0; column < 4; ++column)
    for (int row = 0; row < 4; ++row) apart += std::abs(a.frame_from_world[column][row] - b.frame_from_world[column][row]);
  return apart < 1e-6;
}

std::vector<training::RefineFrame> framesOf(const std::vector<PreparedView>& views) {
  std::vector<training::RefineFrame> frames;
  frames.reserve(views.size());
  for (const PreparedView& view : views) frames.push_back({view.image, {view.camera, view.time}, view.id.camera});
  return frames;
}

/// The version to refine: where a stopped run began (`state`), else the newest.
scene::GaussiansSummary startVersion(const scene::ProjectFile& file, const TensorFile* state) {
  const std::vector<scene::GaussiansSummary> versions = file.gaussians();
  if (versions.empty())
    throw Error(ErrorCode::badInput,
                quoted(file.path()) + " holds no Gaussians to refine. Make them with fsm reconstruct --decoder gaussians.");
  if (!state) return versions.back();
  const auto from = state->metadata.find(kFrom);
  if (from == state->metadata.end())
    throw Error(ErrorCode::fileDamaged, "The saved state of the refinement is damaged. Start anew without --resume.", kFrom);
  for (const scene::GaussiansSummary& version : versions)
    if (version.row.name == from->second) return version;
  throw Error(ErrorCode::badInput, "The saved state is of a refinement of the version \"" + from->second + "\", which " +
                                       quoted(file.path()) + " does not hold any more. Start anew without --resume.");
}

struct Opened {
  training::RefineInput input;
  std::string from, model;
};

Opened openForRefining(const fs::path& project, const TensorFile* state, Progress& progress) {
  progress.stage("Opening the scene", 0.03);
  const Scene scene = loadScene(project);
  Opened opened;
  scene::GaussianScene start;
  {
    const scene::ProjectFile file = scene::ProjectFile::open(project, true);
    const scene::GaussiansSummary version = startVersion(file, state);
    opened.from = version.row.name;
    opened.model = version.row.model;
    start = file.gaussianScene(version.row.name);
  }
  opened.input = refineInput(scene, std::move(start), 0.15, progress);
  return opened;
}

void store(const fs::path& project, const scene::GaussianScene& scene, const std::string& model, const json& how) {
  scene::ProjectFile file = scene::ProjectFile::open(project);
  file.begin();
  file.setGaussians({kRefined, model, how.dump(), utcNow()}, scene, scene::Quantisation::half);
  file.commit();
}

}  // namespace

training::RefineInput refineInput(const PreparedCapture& prepared, const std::vector<PreparedView>& heldOut,
                                  scene::GaussianScene start) {
  if (!sameFrame(prepared.preparation.normalisation, start.frame))
    throw Error(ErrorCode::badInput,
                "The Gaussians are not of this reconstruction: it has another frame of reference. Make them "
                "again with fsm reconstruct --decoder gaussians.");
  return {std::move(start), framesOf(prepared.inputs), framesOf(heldOut)};
}

training::RefineInput refineInput(const Scene& scene, scene::GaussianScene start, double weight, Progress& progress) {
  const SceneFrames frames = readSceneFrames(scene, kMostHeldOut, weight, progress);
  return refineInput(frames.inputs, frames.heldOut, std::move(start));
}

training::RefineResult refineScene(const PreparedCapture& prepared, const std::vector<PreparedView>& heldOut,
                                   scene::GaussianScene start, const training::RefineOptions& options, Progress& progress) {
  return training::refine(refineInput(prepared, heldOut, std::move(start)), options, progress);
}

training::RefineResult refineJob(const RefineRequest& request, Progress& progress, const training::RefineListener& listener) {
  training::RefineOptions options = request.options;
  if (!request.preview.empty()) checkOutputFile(request.preview);
  const std::optional<TensorFile> state = savedRefineState(request.project, request.resume);
  const Opened opened = openForRefining(request.project, state ? &*state : nullptr, progress);
  training::setDefaultLength(options, opened.input.frames.size());
  options.safekeeping = safekeepingAt(refineStatePath(request.project), options.safekeeping.seconds, {{kFrom, opened.from}});
  progress.stage("Refining", 0.8);
  const training::RefineListener write = statusWriter(request.preview);
  const auto hear = [&](const training::RefineStatus& status) {
    write(status);
    if (listener) listener(status);
  };
  training::RefineResult result = training::refine(opened.input, options, progress, hear, state ? &*state : nullptr);
  result.state.metadata[kFrom] = opened.from;
  json how = toJson(result);
  how["from"] = opened.from;
  how["seed"] = options.seed;
  storeRefined(request.project, result, [&] { store(request.project, result.scene, opened.model, how); });
  return result;
}

void packRefineJob(const fs::path& project, const fs::path& file, Progress& progress) {
  checkOutputFile(file);
  const Opened opened = openForRefining(project, nullptr, progress);
  writeSafetensors(file, training::toTensors(opened.input));
}

std::string takeRefinedJob(const fs::path& project, const fs::path& file, Progress& progress) {
  progress.stage("Reading the refined scene", 0.5);
  const RefinedFile refined = readRefinedFile(file);
  const scene::GaussiansSummary version = startVersion(scene::ProjectFile::open(project, true), nullptr);
  const scene::GaussianScene before = scene::ProjectFile::open(project, true).gaussianScene(version.row.name);
  if (!sameFrame(before.frame, refined.scene.frame))
    throw Error(ErrorCode::badInput, quoted(file) + " was refined from another scene than " + quoted(project) +
                                         ". Pack this one with fsm refine --pack and refine it again.");
  json how = json::parse(refined.json);
  how["from"] = version.row.name;
  progress.stage("Saving", 0.5);
  store(project, refined.scene, version.row.model, how);
  return refined.json;
}

}  // namespace fsm::jobs
