// A scene with everything in it, and its project file (name.chrono): the capture, which frames were read, the memory and how it
// was made.
#pragma once

#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "reconstruction/capture/capture.h"
#include "reconstruction/model/engine.h"
#include "reconstruction/scene/gaussians4d.h"

namespace fsm::jobs {

/// How the memory of a scene was made, and what is needed to ask it for views again.
struct SceneSettings {
  std::string model;                 ///< name of the model
  std::string modelHash;             ///< of its weights: names are used again for other weights
  std::filesystem::path modelPath;   ///< where it is (modelOf); empty: a bundled one named `model`
  std::string profile;               ///< "official", "paper"
  std::vector<ImageSize> viewSizes;  ///< one a camera: the size at which the model read it (before turning upright)
};

struct Scene {
  Capture capture;  ///< after loading, images open the media at the first read
  FramePlan plan;
  SpatialMemory memory;
  SceneSettings settings;

  /// Cameras (in the capture's world) of the frames that the model read.
  std::vector<Camera> inputCameras() const;
};

/// A version of a scene's Gaussians and where it comes from.
struct GaussianVersion {
  std::string name;   ///< "feed-forward", "refined"
  std::string model;  ///< that made it
  scene::GaussianScene scene;
};

/// Writes the whole scene, with `gaussians` where there are some, in one transaction: the old or the new content, never half.
/// Missing folders above it are made. Throws writeFailed, cancelled.
void saveScene(const std::filesystem::path& project, const Scene& scene, const GaussianVersion* gaussians, Progress& progress);

/// Where the model of a memory in `project` lies: where it was before, else beside the project by its name (fine-tuned models
/// move with it). Where it is at neither place, as before; empty (a bundled model) stays empty.
std::filesystem::path modelOf(const std::filesystem::path& project, const std::filesystem::path& before);

/// Adds the memory of `scene`, and `gaussians` where there are some, under `name` beside the versions that the project holds
/// (replaces those of that name), in one transaction. `report`: JSON object that is kept with both. Throws as a project does.
void addSceneVersion(const std::filesystem::path& project, const std::string& name, const Scene& scene,
                     const GaussianVersion* gaussians, const nlohmann::json& report);

/// `version`: of the memory by name; empty: the newest. The media need not be there: only reading frames opens it (looked for
/// beside the project file, then where it was; notFound says so). Throws notFound (no file, no such version), fileDamaged,
/// unsupported.
Scene loadScene(const std::filesystem::path& project, const std::string& version = {});

}  // namespace fsm::jobs
