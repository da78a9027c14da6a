#include "app/animation/camera_files/model_camera.h"

#include <algorithm>
#include <cmath>

#include "reconstruction/core/error.h"
#include "reconstruction/core/file.h"
#include "renderer/mesh/mesh_animation.h"
#include "renderer/mesh/model_cameras.h"

namespace fsm::animation {

namespace {

using renderer::ModelCamera;

constexpr size_t kMostKeys = 100000;
/// Keys farther apart than this were set by hand and are joined as the file says, by straight lines; closer ones sample a curve.
constexpr double kSampled = 0.1;

const ModelCamera& chosen(const std::vector<ModelCamera>& cameras) {
  const auto moves = std::find_if(cameras.begin(), cameras.end(), [](const ModelCamera& c) { return !c.clips.empty(); });
  return moves == cameras.end() ? cameras.front() : *moves;
}

/// Every moment at which something that carries the camera, or its lens, has a key.
std::vector<double> keyTimes(const renderer::MeshClip& clip, const renderer::ModelLens& lens) {
  std::vector<double> times(lens.times.begin(), lens.times.end());
  for (const renderer::MeshTrack& track : clip.tracks)
    for (const auto* keys : {&track.translation.times, &track.rotation.times, &track.scale.times})
      times.insert(times.end(), keys->begin(), keys->end());
  std::sort(times.begin(), times.end());
  constexpr double kSame = 1e-5;
  times.erase(std::unique(times.begin(), times.end(), [](double a, double b) { return b - a < kSame; }), times.end());
  return times;
}

CameraPose poseFrom(const ModelCamera& camera, const glm::mat4& file_from_node, double focal, double scale,
                    const glm::dquat& world_from_file) {
  const glm::dmat4 pose(file_from_node * camera.node_from_camera);
  glm::dmat3 axes(pose);
  // Scaled parents stretch the axes; the camera's own picture does not change by that.
  for (int i = 0; i < 3; ++i) axes[i] /= std::max(glm::length(axes[i]), 1e-30);
  if (!isRigid(glm::dmat4(axes)))
    throw Error(ErrorCode::unsupported,
                "The camera of the file is sheared or mirrored by what carries it. Apply its transforms and export it again.");
  return {world_from_file * (scale * glm::dvec3(pose[3])), glm::normalize(world_from_file * glm::quat_cast(axes)), focal};
}

/// Frames a second of keys that sample a curve.
std::optional<double> rateOf(const std::vector<CameraKey>& keys) {
  std::vector<double> gaps;
  for (size_t i = 1; i < keys.size(); ++i) gaps.push_back(keys[i].at - keys[i - 1].at);
  if (gaps.empty()) return std::nullopt;
  std::nth_element(gaps.begin(), gaps.begin() + static_cast<ptrdiff_t>(gaps.size() / 2), gaps.end());
  const double gap = gaps[gaps.size() / 2];
  return gap <= kSampled ? std::optional(std::min(std::round(1000 / gap) / 1000, kHighestFps)) : std::nullopt;
}

std::vector<CameraKey> keysOf(const ModelCamera& camera, double scale, const glm::dquat& world_from_file) {
  renderer::MeshModel carrier;
  carrier.name = camera.name;
  carrier.nodes = camera.chain;
  carrier.clips = camera.clips;
  const int clip = camera.clips.empty() ? renderer::kRestPose : 0;
  std::vector<double> times{0};
  if (clip == 0) times = keyTimes(camera.clips.front(), camera.lenses.front());
  if (times.empty()) times = {0};
  if (times.size() > kMostKeys)
    throw Error(ErrorCode::unsupported, "The camera of the file has more than a hundred thousand keys. Export a shorter move.");
  std::vector<CameraKey> keys;
  for (const double time : times) {
    const renderer::MeshPose pose = renderer::poseAt(carrier, clip, time, renderer::Playback::clamp);
    const double focal = renderer::focalAt(camera, clip, time);
    keys.push_back({time - times.front(), poseFrom(camera, pose.back(), focal, scale, world_from_file), Easing::smooth});
  }
  return keys;
}

}  // namespace

CameraMove readModelCamera(const std::filesystem::path& path, const glm::dquat& world_from_file) {
  const renderer::ModelCameras model = renderer::readModelCameras(path);
  const std::string shownName = quoted(path.filename());
  if (model.cameras.empty())
    throw Error(ErrorCode::unsupported,
                shownName + " holds no camera. Select the camera in the other program and export it too.");
  const ModelCamera& camera = chosen(model.cameras);
  std::vector<CameraKey> keys = keysOf(camera, model.metresPerUnit > 0 ? model.metresPerUnit : 1, world_from_file);
  CameraMove move;
  move.fps = rateOf(keys);
  if (!move.fps)
    for (CameraKey& key : keys) key.easing = Easing::linear;
  move.camera = CameraTrack(std::move(keys));
  // The last of sampled keys is a frame of its own.
  move.length = move.camera.end() + (move.fps && move.camera.end() > 0 ? 1 / *move.fps : 0.0);
  if (model.cameras.size() > 1)
    move.notes.push_back(shownName + " holds " + std::to_string(model.cameras.size()) + " cameras. \"" + camera.name +
                         "\" was taken.");
  if (camera.clips.size() > 1)
    move.notes.push_back("The camera has " + std::to_string(camera.clips.size()) + " animations. The first, \"" +
                         camera.clips.front().name + "\", was taken.");
  return move;
}

}  // namespace fsm::animation
