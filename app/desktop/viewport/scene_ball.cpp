#include "app/desktop/viewport/scene_ball.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "app/jobs/orbit.h"
#include "reconstruction/core/error.h"

namespace fsm::desktop {

namespace {

constexpr int64_t kMostLookedAt = 20'000;
/// Of a selection, which is looked at while the window waits.
constexpr size_t kMostSelected = 4000;
constexpr double kShare = 0.9, kAboveFloor = 0.97;
/// Gaussians of less opacity than this are haze.
constexpr float kSeenLogit = -2.2f;
constexpr double kSmallest = 1e-6;
/// Cameras of which an even choice stands for all.
constexpr size_t kMostCameras = 500;

bool finite(const glm::dvec3& v) { return std::isfinite(v.x) && std::isfinite(v.y) && std::isfinite(v.z); }

glm::dvec3 placeOf(const scene::Gaussians4D& g, int64_t i) {
  return {g.position[3 * i], g.position[3 * i + 1], g.position[3 * i + 2]};
}

glm::dvec3 inWorld(const Normalisation& frame, const glm::dvec3& place) {
  return {inverseRigid(frame.frame_from_world) * glm::dvec4(place / frame.scale, 1)};
}

double valueAt(std::vector<double> values, double share) {
  const auto middle = values.begin() + static_cast<ptrdiff_t>(share * static_cast<double>(values.size() - 1));
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

std::vector<glm::dvec3> sampledPlaces(const scene::Gaussians4D& g, float leastLogit) {
  const int64_t step = g.count() / kMostLookedAt + 1;
  std::vector<glm::dvec3> places;
  for (int64_t i = 0; i < g.count(); i += step)
    if (const glm::dvec3 place = placeOf(g, i); finite(place) && g.opacityLogit[i] >= leastLogit) places.push_back(place);
  return places;
}

}  // namespace

std::optional<SceneBall> ballOf(const scene::GaussianScene& scene) {
  std::vector<glm::dvec3> places = sampledPlaces(scene.gaussians, kSeenLogit);
  if (places.empty()) places = sampledPlaces(scene.gaussians, -std::numeric_limits<float>::infinity());
  if (places.empty()) return std::nullopt;
  glm::dvec3 centre;
  for (int axis = 0; axis < 3; ++axis) {
    std::vector<double> values;
    values.reserve(places.size());
    for (const glm::dvec3& place : places) values.push_back(place[axis]);
    centre[axis] = valueAt(std::move(values), 0.5);
  }
  std::vector<double> distances;
  distances.reserve(places.size());
  for (const glm::dvec3& place : places) distances.push_back(glm::length(place - centre));
  return SceneBall{inWorld(scene.frame, centre), std::max(valueAt(std::move(distances), kShare) / scene.frame.scale, kSmallest)};
}

double floorDepthOf(const scene::GaussianScene& scene, const SceneBall& ball, const glm::dvec3& up) {
  std::vector<double> depths;
  for (const glm::dvec3& place : sampledPlaces(scene.gaussians, kSeenLogit)) {
    const glm::dvec3 away = inWorld(scene.frame, place) - ball.centre;
    if (glm::length(away) < 2 * ball.radius) depths.push_back(-glm::dot(away, up));
  }
  return depths.empty() ? ball.radius : valueAt(std::move(depths), kAboveFloor);
}

std::optional<SceneBall> ballOf(const scene::GaussianScene& scene, std::span<const int64_t> indices, Seconds time) {
  const double moment = scene.frame.normalisedTime(time);
  const size_t step = indices.size() / kMostSelected + 1;
  std::vector<std::pair<glm::dvec3, double>> balls;
  glm::dvec3 low(std::numeric_limits<double>::infinity()), high(-low);
  for (size_t at = 0; at < indices.size(); at += step) {
    const int64_t i = indices[at];
    if (i < 0 || i >= scene.gaussians.count() || !scene.gaussians.isDrawable(i)) continue;
    const scene::Slice slice = scene::slice(scene.gaussians, i, moment);
    const double reach = 3 * std::sqrt(std::max({slice.covariance[0][0], slice.covariance[1][1], slice.covariance[2][2], 0.0}));
    if (!finite(slice.mean) || !std::isfinite(reach)) continue;
    balls.emplace_back(slice.mean, reach);
    low = glm::min(low, slice.mean), high = glm::max(high, slice.mean);
  }
  if (balls.empty()) return std::nullopt;
  const glm::dvec3 centre = 0.5 * (low + high);
  double radius = 0;
  for (const auto& [place, reach] : balls) radius = std::max(radius, glm::length(place - centre) + reach);
  return SceneBall{inWorld(scene.frame, centre), std::max(radius / scene.frame.scale, kSmallest)};
}

std::optional<SceneBall> ballOf(const Capture& capture) {
  std::vector<Camera> cameras;
  for (const CaptureCamera& camera : capture.cameras)
    for (size_t i = 0; i < camera.world_from_camera.size(); ++i) {
      const auto frame = static_cast<int>(i);
      cameras.push_back({camera.intrinsicsOf(frame), camera.pose(frame)});
    }
  if (cameras.size() > kMostCameras) {
    const size_t step = cameras.size() / kMostCameras + 1;
    for (size_t i = 0; i * step < cameras.size(); ++i) cameras[i] = cameras[i * step];
    cameras.resize((cameras.size() + step - 1) / step);
  }
  if (cameras.empty()) return std::nullopt;
  try {
    const auto orbit = jobs::orbitOf(cameras, true);
    return SceneBall{orbit.centre, std::max(0.6 * glm::length(orbit.offset), kSmallest)};
  } catch (const Error&) {  // poses of a damaged capture
    return std::nullopt;
  }
}

}  // namespace fsm::desktop
