#include "app/jobs/finetune_job.h"

#include <algorithm>
#include <functional>
#include <nlohmann/json.hpp>

#include "app/jobs/finetune_report.h"
#include "app/jobs/output_path.h"
#include "app/jobs/refine_file_job.h"
#include "app/jobs/scene_frames.h"
#include "reconstruction/core/error.h"
#include "reconstruction/core/file.h"
#include "reconstruction/core/image_file.h"
#include "reconstruction/core/log.h"
#include "reconstruction/core/pending_folder.h"
#include "reconstruction/scene/content_hash.h"
#include "reconstruction/scene/project_file.h"

namespace fsm::jobs {

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

constexpr const char* kVersion = "fine-tuned";
constexpr int kMostScored = 12;  ///< held-out frames, spread evenly: they are scored again and again

training::FinetuneOptions optionsOf(const FinetuneRequest& request) {
  training::FinetuneOptions options = request.options;
  if (options.steps == 0 && options.seconds == 0) options.seconds = kDefaultFinetuneSeconds;
  options.precision = request.model.precision;
  return options;
}

/// The scene's model with weights in float32: what learns starts from them.
ModelRequest startRequest(const Scene& scene, const FinetuneRequest& request) {
  ModelRequest model = request.model;
  if (model.model.empty()) model.model = scene.settings.modelPath.string();
  model.precision = "float32";
  return model;
}

training::FinetuneInput inputOf(const Scene& scene, const FinetuneRequest& request, const ModelRequest& model,
                                Progress& progress) {
  SceneFrames frames = readSceneFrames(scene, kMostScored, 0.1, progress);
  training::FinetuneInput input{std::move(frames.inputs), std::move(frames.heldOut), {}, modelHash(model)};
  const int64_t budget = request.budget;
  input.makeGaussians = [budget](const Engine& engine, const SpatialMemory& memory, const PreparedCapture& prepared,
                                 Progress& quiet) { return makeGaussians(engine, memory, prepared, budget, quiet); };
  return input;
}

/// Work that is done even where the run was stopped: what was learned is worth it. It is a stage of `outer`.
void finishing(Progress& outer, const char* stage, double weight, const std::function<void(Progress&)>& work) {
  const auto told = [](const auto& report) {
    try {
      report();
    } catch (const Error& problem) {
      if (problem.code() != ErrorCode::cancelled) throw;
    }
  };
  told([&] { outer.stage(stage, weight); });
  Progress inner([&](const ProgressReport& report) { told([&] { outer.advance(report.fraction, 1); }); });
  inner.stage(stage, 1);
  work(inner);
}

/// The scene as the tuned weights read it, and their folder.
void readAgain(FinetunedScene& out, const Scene& scene, const PreparedCapture& prepared, int64_t budget,
               const fs::path& modelFolder, Progress& progress) {
  const Engine& engine = *out.result.engine;
  std::optional<SpatialMemory> memory;
  finishing(progress, "Reconstructing", 0.1, [&](Progress& inner) { memory = engine.encode(prepared, inner); });
  if (engine.config().makesGaussians())
    finishing(progress, "Making Gaussians", 0.1,
              [&](Progress& inner) { out.gaussians = makeGaussians(engine, *memory, prepared, budget, inner); });
  PendingFolder folder(modelFolder);
  engine.save(folder.path());
  writeFileAtomically(folder.path() / "README.md", modelCard(out.result, scene.settings.model, scene.capture.name));
  SceneSettings settings = scene.settings;
  settings.model = engine.name();
  settings.modelHash = scene::contentHash(folder.path() / "model.safetensors");
  settings.modelPath = fs::absolute(modelFolder);
  folder.commit();
  out.scene = Scene{scene.capture, scene.plan, std::move(*memory), std::move(settings)};
}

fs::path statePath(const fs::path& project) {
  fs::path path = project;
  return path.replace_extension(".finetune-state.safetensors");
}

/// What a stopped run left beside the project.
struct Stopped {
  TensorFile state;
  std::string from, version;  ///< the memory it started from; the one that it stored, or empty
};

std::optional<Stopped> stoppedRun(const fs::path& project, bool resume) {
  if (!resume) return std::nullopt;
  const fs::path path = statePath(project);
  Stopped stopped{readStateOf("fine-tuning", path, project), {}, {}};
  const auto entry = stopped.state.metadata.find("versions");
  const json versions = entry == stopped.state.metadata.end() ? json() : json::parse(entry->second, nullptr, false);
  if (!versions.is_object() || !versions.contains("from") || !versions["from"].is_string() || !versions.contains("version") ||
      !versions["version"].is_string())
    throw Error(ErrorCode::fileDamaged, "The saved state of the fine-tuning is damaged. Start anew without --resume.");
  stopped.from = versions["from"].get<std::string>();
  stopped.version = versions["version"].get<std::string>();
  return stopped;
}

/// A version's name that neither a memory nor Gaussians have.
std::string freeVersion(const scene::ProjectFile& file) {
  const std::vector<scene::MemoryRow> memories = file.memories();
  const std::vector<scene::GaussiansSummary> gaussians = file.gaussians();
  for (int number = 1;; ++number) {
    const std::string name = number == 1 ? kVersion : std::string(kVersion) + " " + std::to_string(number);
    const bool taken = std::ranges::any_of(memories, [&](const auto& row) { return row.name == name; }) ||
                       std::ranges::any_of(gaussians, [&](const auto& summary) { return summary.row.name == name; });
    if (!taken) return name;
  }
}

std::string newestMemory(const fs::path& project) {
  const std::vector<scene::MemoryRow> memories = scene::ProjectFile::open(project, true).memories();
  return memories.empty() ? std::string() : memories.back().name;
}

/// The model folder beside the project that goes with a version that is replaced; empty where there is none.
fs::path supersededFolder(const fs::path& project, const std::string& version) {
  const std::vector<scene::MemoryRow> memories = scene::ProjectFile::open(project, true).memories();
  if (std::ranges::none_of(memories, [&](const auto& row) { return row.name == version; })) return {};
  const fs::path folder = loadScene(project, version).settings.modelPath;
  const bool ours =
      folder.parent_path() == fs::absolute(project).lexically_normal().parent_path() && folder.extension() == ".model";
  return ours ? folder : fs::path();
}

training::FinetuneListener listeners(const fs::path& preview, const training::FinetuneListener& listener) {
  return [preview, listener, noted = false](const training::FinetuneStatus& status) mutable {
    if (!noted && !status.plan.note.empty()) log().info("{}", status.plan.note);
    noted = true;
    log().debug("fine-tuning: step {}, {:.1f} s, loss {:.5f}, {:.2f} dB on the frames asked last, scored {:.2f} dB (best {:.2f})",
                status.step, status.seconds, status.loss, status.psnr, status.scored ? status.scored->psnr() : 0.0,
                status.best.psnr());
    if (listener) listener(status);
    if (preview.empty() || status.picture.empty()) return;
    try {
      writePng(preview, status.picture);
    } catch (const Error& problem) {
      // A picture by the way is not worth the run.
      log().warn("{}", problem.what());
    }
  };
}

void store(const fs::path& project, const std::string& version, const std::string& from, const FinetunedScene& tuned) {
  json report = toJson(tuned.result);
  report["from"] = from;
  const std::string& model = tuned.scene->settings.model;
  std::optional<GaussianVersion> gaussians;
  if (tuned.gaussians) gaussians = GaussianVersion{version, model, *tuned.gaussians};
  addSceneVersion(project, version, *tuned.scene, gaussians ? &*gaussians : nullptr, report);
}

}  // namespace

fs::path freeModelFolder(const fs::path& project) {
  for (int number = 1;; ++number) {
    const std::string name = project.stem().string() + (number == 1 ? "" : " " + std::to_string(number)) + ".model";
    std::error_code failed;
    if (!fs::exists(project.parent_path() / name, failed)) return project.parent_path() / name;
  }
}

FinetunedScene finetuneScene(const Scene& scene, const FinetuneRequest& request, const fs::path& modelFolder, Progress& progress,
                             const training::FinetuneListener& listener, const TensorFile* resume) {
  checkNewFolder(modelFolder);
  if (request.budget < 1) throw Error(ErrorCode::badInput, "A scene needs at least one Gaussian. Choose a larger budget.");
  const training::FinetuneOptions options = optionsOf(request);
  progress.stage("Loading the model", 0.05);
  const ModelRequest model = startRequest(scene, request);
  const Engine start = loadSceneEngine(scene, model);
  const training::FinetuneInput input = inputOf(scene, request, model, progress);
  progress.stage("Fine-tuning", 0.65);
  FinetunedScene out{training::finetune(start, input, options, progress, listener, resume), {}, {}};
  if (!out.result.engine) return out;
  readAgain(out, scene, input.inputs, request.budget, modelFolder, progress);
  return out;
}

training::FinetuneEstimate estimateFinetune(const Scene& scene, const FinetuneRequest& request) {
  ModelRequest model = startRequest(scene, request);
  model.device = "cpu";
  const Engine engine = loadSceneEngine(scene, model);
  std::vector<ImageSize> sizes;
  sizes.reserve(scene.plan.inputs.size());
  for (const FrameId id : scene.plan.inputs) sizes.push_back(scene.settings.viewSizes.at(static_cast<size_t>(id.camera)));
  return training::estimateFinetune(
      training::finetuneProblem(engine.config(), sizes, !scene.plan.targets.empty(), optionsOf(request)),
      training::measureMachine(request.model.device, request.model.precision));
}

FinetunedScene finetuneJob(const FinetuneProjectRequest& request, Progress& progress,
                           const training::FinetuneListener& listener) {
  if (!request.preview.empty()) checkOutputFile(request.preview);
  progress.stage("Opening the scene", 0.05);
  std::optional<Stopped> stopped = stoppedRun(request.project, request.resume);
  const std::string from = stopped ? stopped->from : newestMemory(request.project);
  const Scene scene = loadScene(request.project, from);
  const std::string replaced = stopped ? stopped->version : std::string();
  const fs::path superseded = supersededFolder(request.project, replaced);

  const auto versions = [&](const std::string& stored) { return json{{"from", from}, {"version", stored}}.dump(); };
  const fs::path state = statePath(request.project);
  FinetuneRequest finetune = request.finetune;
  finetune.options.safekeeping = safekeepingAt(state, finetune.options.safekeeping.seconds, {{"versions", versions(replaced)}});
  FinetunedScene tuned = finetuneScene(scene, finetune, freeModelFolder(request.project), progress,
                                       listeners(request.preview, listener), stopped ? &stopped->state : nullptr);
  const std::string version =
      !tuned.scene || !replaced.empty() ? replaced : freeVersion(scene::ProjectFile::open(request.project, true));
  tuned.result.state.metadata["versions"] = versions(version);
  if (!tuned.result.finished) writeSafetensors(state, tuned.result.state);
  if (tuned.scene) {
    try {
      finishing(progress, "Saving", 0.05, [&](Progress&) { store(request.project, version, from, tuned); });
    } catch (const Error&) {
      // A model that no version names is nobody's; what was learned can be taken up again.
      std::error_code ignored;
      fs::remove_all(tuned.scene->settings.modelPath, ignored);
      writeSafetensors(state, tuned.result.state);
      throw;
    }
  }
  std::error_code ignored;
  if (tuned.scene && !superseded.empty()) fs::remove_all(superseded, ignored);
  if (tuned.result.finished) fs::remove(state, ignored);
  return tuned;
}

}  // namespace fsm::jobs
