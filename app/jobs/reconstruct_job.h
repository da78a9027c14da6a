// From a posed capture to a scene: choose input frames, prepare them, read them once.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "app/jobs/make_gaussians.h"
#include "app/jobs/scene_io.h"

namespace fsm::jobs {

/// Frames that a reconstruction reads where nothing is said: more sharpen little and cost time on a processor.
inline constexpr int kDefaultInputs = 32;

struct ModelRequest {
  std::string model;  ///< as findModel takes it; empty: the default one
  std::string device = "auto";
  std::string precision = "auto";
  std::string profile;  ///< empty: the model's own
};

/// What a scene is made with, whatever it is made of.
struct ReconstructOptions {
  ModelRequest model;
  std::string inputs;      ///< as InputChoice::parse takes it
  std::string size;        ///< as PrepareOptions::parseSize takes it; empty: long side 256
  bool gaussians = false;  ///< decode 4D Gaussians too
  int64_t budget = kDefaultGaussianBudget;
  int mostInputs = kDefaultInputs;  ///< where `inputs` gives no number
};

struct Reconstruction {
  Scene scene;
  std::optional<GaussianVersion> gaussians;  ///< where they were asked for
  std::string device;
  double encodeMs = 0;
};

struct ReconstructRequest {
  std::filesystem::path source;
  std::filesystem::path project;  ///< written (name.chrono)
  ReconstructOptions options;
};

struct ReconstructResult {
  Scene scene;
  int64_t gaussians = 0;  ///< kept in the project
  std::string device;
  double encodeMs = 0;
};

/// The engine that `request` asks for. Throws notFound, noDevice, fileDamaged.
Engine loadEngine(const ModelRequest& request);

/// The engine that made `scene` (empty model: found where it was; empty profile: the scene's). Throws badInput for other weights.
Engine loadSceneEngine(const Scene& scene, ModelRequest request);

/// A hash of the weights of the model that `request` asks for. Throws notFound, fileDamaged.
std::string modelHash(const ModelRequest& request);

/// Chooses input frames of a posed capture, reads them once, and decodes Gaussians where they are asked for. Takes the share
/// `weight` of the job. `read` gets the scene as soon as it can be asked for views, while its Gaussians are still to come. Throws
/// badInput (a capture without poses, options that make no sense), and what loading the model, decoding frames and reading them
/// throw.
Reconstruction reconstruct(Capture capture, const ReconstructOptions& options, double weight, Progress& progress,
                           const std::function<void(const Scene&)>& read = {});

/// From a source to a project.
ReconstructResult reconstructJob(const ReconstructRequest& request, Progress& progress);

}  // namespace fsm::jobs
