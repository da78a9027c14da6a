#include "app/desktop/document/home_camera.h"

#include <cmath>
#include <optional>

#include "app/jobs/splat_orbit.h"
#include "reconstruction/core/error.h"

namespace fsm::desktop {

namespace {

constexpr ImageSize kNominalSize{1920, 1080};
constexpr int64_t kMostLookedAt = 20'000;  ///< Gaussians: enough to find the middle of things, and quick

Camera defaultCamera() {
  Camera camera;
  camera.intrinsics = {kNominalSize, 1080, 1080, 960, 540};
  camera.world_from_camera[3] = {0, 0, -4, 1};
  return camera;
}

/// Turned by quarters until its picture's up is nearest to the world's.
Camera upright(const Camera& camera, const glm::dvec3& up) {
  Camera best = camera;
  double most = -2;
  for (int quarters = 0; quarters < 4; ++quarters) {
    const Camera candidate = turned(camera, quarters);
    const double agreement = glm::dot(-glm::dvec3(candidate.world_from_camera[1]), up);
    if (agreement > most + 1e-6) {
      most = agreement;
      best = candidate;
    }
  }
  return best;
}

const Capture* filmed(const Project& project) {
  if (project.capture) return project.capture.get();
  const Version* version = project.shownVersion();
  return version && version->scene ? &version->scene->capture : nullptr;
}

std::optional<Camera> filmedCamera(const Capture& capture, Seconds sceneTime) {
  for (const CaptureCamera& camera : capture.cameras) {
    if (!camera.posed() || camera.times.empty()) continue;
    size_t nearest = 0;
    for (size_t i = 1; i < camera.times.size(); ++i)
      if (std::abs(camera.times[i] - sceneTime) < std::abs(camera.times[nearest] - sceneTime)) nearest = i;
    const auto frame = static_cast<int>(nearest);
    const Camera found{camera.intrinsicsOf(frame), camera.pose(frame)};
    if (found.intrinsics.size.height > 0 && found.intrinsics.fy > 0) return found;
  }
  return std::nullopt;
}

/// An even sample stands for all: millions of Gaussians would hold up the window.
std::optional<Camera> beforeGaussians(const scene::GaussianScene& scene) {
  const int64_t count = scene.gaussians.count(), step = count / kMostLookedAt + 1;
  std::vector<int64_t> sample;
  for (int64_t i = 0; i < count; i += step) sample.push_back(i);
  scene::GaussianScene few{scene.gaussians.subset(sample), scene.frame, scene.colourSpace, scene.settings};
  try {
    const auto orbit = jobs::orbitOf(few, kNominalSize);
    return Camera{orbit.intrinsics, orbit.pose(0)};
  } catch (const Error&) {  // none of them has a place
    return std::nullopt;
  }
}

}  // namespace

Camera homeCamera(const Project& project, Seconds sceneTime) {
  if (const Capture* capture = filmed(project))
    if (const std::optional<Camera> camera = filmedCamera(*capture, sceneTime)) return upright(*camera, project.settings.up);
  const Version* version = project.shownVersion();
  if (version && version->gaussians)
    if (const std::optional<Camera> camera = beforeGaussians(*version->gaussians)) return *camera;
  return defaultCamera();
}

}  // namespace fsm::desktop
