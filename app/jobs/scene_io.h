// A scene with everything in it, and its project file (name.chrono): the capture, which frames were read, the memory and how it
// was made.
#pragma once

#include <filesystem>
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
  std::filesystem::path modelPath;   ///< where it was; empty: a bundled one named `model`
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

/// The media need not be there: only reading frames opens it (looked for beside the project file, then where it was; notFound
/// says so). Throws notFound, fileDamaged, unsupported.
Scene loadScene(const std::filesystem::path& project);

}  // namespace fsm::jobs
