// The weights of a model fine-tuned on a scene's own frames, and the scene that the tuned model makes of them.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "app/jobs/make_gaussians.h"
#include "app/jobs/reconstruct_job.h"
#include "app/jobs/scene_io.h"
#include "training/finetune/estimate.h"
#include "training/finetune/finetune.h"

namespace fsm::jobs {

/// A fine-tuning where neither steps nor seconds are said.
inline constexpr double kDefaultFinetuneSeconds = 60;

struct FinetuneRequest {
  training::FinetuneOptions options;        ///< without steps and seconds: kDefaultFinetuneSeconds
  ModelRequest model;                       ///< empty model: the one that made the scene; device and precision of the run
  int64_t budget = kDefaultGaussianBudget;  ///< of the Gaussians of the new version, where the model makes some
};

/// What came out, not yet stored. What it scored and cost as JSON: finetune_report.h.
struct FinetunedScene {
  training::FinetuneResult result;
  std::optional<Scene> scene;  ///< read again by the tuned weights; nothing where none were better
  std::optional<scene::GaussianScene> gaussians;
};

/// Where the next tuned model of `project` (which need not be there) goes: `NAME.model` beside it, "NAME 2.model", ...
std::filesystem::path freeModelFolder(const std::filesystem::path& project);

/// Decodes the input frames of `scene` again, fine-tunes, writes the tuned model as the new folder `modelFolder`
/// (model.safetensors, config.json, README.md) and reads the scene with it. When `progress` is cancelled during the steps, what
/// was reached is kept, and the result says that it is not finished. Frames that the plan holds out are scored and never fitted.
/// Throws notFound (the footage, the model), badInput, and as training::finetune; then nothing is left behind.
FinetunedScene finetuneScene(const Scene& scene, const FinetuneRequest& request, const std::filesystem::path& modelFolder,
                             Progress& progress, const training::FinetuneListener& listener = {},
                             const TensorFile* resume = nullptr);

/// What `finetuneScene` will take on this machine. Loads the model to know its shape. Throws as loading does.
training::FinetuneEstimate estimateFinetune(const Scene& scene, const FinetuneRequest& request);

struct FinetuneProjectRequest {
  std::filesystem::path project;
  FinetuneRequest finetune;
  bool resume = false;            ///< go on from where a run was stopped (a file beside the project)
  std::filesystem::path preview;  ///< PNG of the current picture, again and again; empty: none
};

/// The newest reconstruction of a project, fine-tuned: the model goes beside it (freeModelFolder), memory and Gaussians into it
/// as the version "fine-tuned" ("fine-tuned 2", ...) in one transaction; what was there before stays. Where nothing became
/// better, nothing is stored. The state is saved every options.safekeeping.seconds, so that a run that is killed goes on like one
/// that was stopped (safekeeping.keep is the job's own). A cancelled run stores what it reached and the state to go on from;
/// resumed, its version and model folder are replaced. Throws as finetuneScene.
FinetunedScene finetuneJob(const FinetuneProjectRequest& request, Progress& progress,
                           const training::FinetuneListener& listener = {});

}  // namespace fsm::jobs
