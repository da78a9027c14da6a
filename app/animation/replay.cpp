// The preset that walks a filmed path again, with as few keys as keep to it.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "app/animation/presets.h"
#include "reconstruction/core/error.h"

namespace fsm::animation {

namespace {

/// Largest distance between two corners of the box about the places: a measure of how far a path reaches.
double extentOf(std::span<const CameraKey> keys) {
  glm::dvec3 low = keys.front().pose.position, high = low;
  for (const CameraKey& key : keys) {
    low = glm::min(low, key.pose.position);
    high = glm::max(high, key.pose.position);
  }
  return glm::length(high - low);
}

/// How far off `pose` is, in units of the tolerance.
double excess(const CameraPose& pose, const CameraPose& wanted, const ReplayTolerance& tolerance) {
  const double distance = glm::length(pose.position - wanted.position) / tolerance.distance;
  const double turn = degreesBetween(pose.rotation, wanted.rotation) / tolerance.degrees;
  const double focal = std::abs(pose.focal / wanted.focal - 1) / tolerance.focal;
  return std::max({distance, turn, focal});
}

CameraTrack trackOf(std::span<const CameraKey> keys, const std::vector<bool>& chosen) {
  std::vector<CameraKey> kept;
  for (size_t i = 0; i < keys.size(); ++i)
    if (chosen[i]) kept.push_back(keys[i]);
  return CameraTrack(std::move(kept));
}

/// Chooses the key that is farthest off between each two chosen ones, where it is off at all. Whether there was one.
bool chooseWorst(std::span<const CameraKey> keys, const CameraTrack& track, const ReplayTolerance& tolerance,
                 std::vector<bool>& chosen) {
  bool any = false;
  double worst = 1;
  size_t worstKey = 0;
  for (size_t i = 0; i < keys.size(); ++i) {
    if (!chosen[i]) {
      const double off = excess(track.steadyPose(keys[i].at), keys[i].pose, tolerance);
      if (off <= worst) continue;
      worst = off;
      worstKey = i;
      continue;
    }
    if (worst > 1) chosen[worstKey] = any = true;
    worst = 1;
  }
  return any;
}

/// Frames by time; of frames at one moment the first.
std::vector<CameraKey> keysOf(const FilmedCamera& camera) {
  std::vector<size_t> order(camera.times.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) { return camera.times[a] < camera.times[b]; });
  std::vector<CameraKey> keys;
  for (const size_t frame : order) {
    const double at = camera.times[frame] - camera.times[order.front()];
    constexpr double kApart = 1e-5;
    if (keys.empty() || at - keys.back().at > kApart)
      keys.push_back({at, camera.poses.size() == 1 ? camera.poses.front() : camera.poses[frame], Easing::smooth});
  }
  return keys;
}

}  // namespace

CameraTrack thinned(std::span<const CameraKey> keys, const ReplayTolerance& given) {
  if (keys.size() < 3) return CameraTrack({keys.begin(), keys.end()});
  ReplayTolerance tolerance = given;
  constexpr double kShareOfExtent = 0.002, kNothing = 1e-9;
  if (tolerance.distance <= 0) tolerance.distance = std::max(kShareOfExtent * extentOf(keys), kNothing);
  tolerance.degrees = std::max(tolerance.degrees, kNothing);
  tolerance.focal = std::max(tolerance.focal, kNothing);
  std::vector<bool> chosen(keys.size(), false);
  chosen.front() = chosen.back() = true;
  CameraTrack track = trackOf(keys, chosen);
  while (chooseWorst(keys, track, tolerance, chosen)) track = trackOf(keys, chosen);
  return track;
}

Animation replay(const Animation& base, const FilmedCamera& camera, const ReplayTolerance& tolerance) {
  const bool posed = camera.poses.size() == 1 || (camera.poses.size() == camera.times.size() && !camera.poses.empty());
  if (!posed || camera.times.empty())
    throw Error(ErrorCode::badInput, "The camera '" + camera.name + "' has no poses to replay. Choose another camera.");
  const std::vector<CameraKey> keys = keysOf(camera);
  const double length = keys.back().at;
  const Seconds first = *std::min_element(camera.times.begin(), camera.times.end());
  Animation out = base;
  const auto shake = base.camera.shake();
  out.camera = camera.poses.size() == 1 ? CameraTrack({keys.front()}) : thinned(keys, tolerance);
  out.camera.setShake(shake);
  out.time = SceneTimeTrack({{0, first, TimeInterpolation::linear, std::nullopt, std::nullopt}});
  if (length >= kShortestLength) {
    out.time.set({length, first + length, TimeInterpolation::linear, std::nullopt, std::nullopt});
    out.length = std::min(length, kLongestLength);
  }
  out.in = 0;
  out.out = out.length;
  std::erase_if(out.markers, [&](const Marker& marker) { return marker.at > out.length; });
  return out;
}

}  // namespace fsm::animation
