// From a posed capture to a scene: choose input frames, prepare them, read them once.
#pragma once

#include <filesystem>
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

struct ReconstructRequest {
  std::filesystem::path source;
  std::filesystem::path project;  ///< written (name.chrono)
  ModelRequest model;
  std::string inputs;      ///< as InputChoice::parse takes it
  std::string size;        ///< as PrepareOptions::parseSize takes it; empty: long side 256
  bool gaussians = false;  ///< decode 4D Gaussians too
  int64_t budget = kDefaultGaussianBudget;
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

ReconstructResult reconstructJob(const ReconstructRequest& request, Progress& progress);

}  // namespace fsm::jobs
