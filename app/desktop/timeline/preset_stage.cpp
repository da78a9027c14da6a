#include "app/desktop/timeline/preset_stage.h"

#include "app/desktop/timeline/filmed_frames.h"
#include "app/jobs/splat_orbit.h"

namespace fsm::desktop {

namespace {

constexpr size_t kMostCameras = 200;       ///< enough to find the middle of what they look at, and quick
constexpr int64_t kMostGaussians = 20000;  ///< likewise
constexpr double kAhead = 2;               ///< units of the world, where nothing says how far things are

std::optional<glm::dvec3> middleOfCapture(const Project& project) {
  const Capture* capture = filmedCapture(project);
  if (!capture) return std::nullopt;
  const std::vector<FrameId> frames = inputFrames(project);
  std::vector<Camera> cameras;
  for (size_t i = 0; i < frames.size(); i += frames.size() / kMostCameras + 1) cameras.push_back(capture->camera(frames[i]));
  if (cameras.empty()) return std::nullopt;
  return jobs::orbitOf(cameras, true).centre;
}

std::optional<glm::dvec3> middleOfGaussians(const Project& project) {
  const Version* version = project.shownVersion();
  if (!version || !version->gaussians) return std::nullopt;
  const scene::GaussianScene& scene = *version->gaussians;
  std::vector<int64_t> sample;
  for (int64_t i = 0; i < scene.gaussians.count(); i += scene.gaussians.count() / kMostGaussians + 1) sample.push_back(i);
  const scene::GaussianScene few{scene.gaussians.subset(sample), scene.frame, scene.colourSpace, scene.settings};
  try {
    return jobs::orbitOf(few, ImageSize{1920, 1080}).centre;
  } catch (const Error&) {  // none of them has a place
    return std::nullopt;
  }
}

}  // namespace

animation::PresetStage presetStage(const Workspace& workspace) {
  const Project& project = workspace.document.project();
  animation::PresetStage stage;
  stage.start = animation::poseOf(workspace.view.camera());
  stage.up = project.settings.up;
  stage.span = workspace.view.span();
  std::optional<glm::dvec3> middle = middleOfCapture(project);
  if (!middle) middle = middleOfGaussians(project);
  stage.pivot = middle.value_or(stage.start.position + kAhead * animation::forwardOf(stage.start));
  return stage;
}

}  // namespace fsm::desktop
