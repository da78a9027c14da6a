#include "renderer/mesh/mesh_animation.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "reconstruction/core/error.h"

namespace fsm::renderer {
namespace {

/// The time inside the clip that is shown at `time`.
float clipTime(const MeshClip& clip, Seconds time, Playback playback) {
  if (!(clip.duration > 0)) return 0;
  if (playback == Playback::clamp) return static_cast<float>(std::clamp(time, 0.0, clip.duration));
  const double inside = std::fmod(time, clip.duration);
  return static_cast<float>(inside < 0 ? inside + clip.duration : inside);
}

glm::vec3 between(const glm::vec3& a, const glm::vec3& b, float t) { return glm::mix(a, b, t); }
glm::quat between(const glm::quat& a, const glm::quat& b, float t) { return glm::normalize(glm::slerp(a, b, t)); }

template <typename Value>
Value valueAt(const Keys<Value>& keys, const Value& otherwise, float time) {
  if (keys.times.empty()) return otherwise;
  const auto next = std::upper_bound(keys.times.begin(), keys.times.end(), time);
  if (next == keys.times.begin()) return keys.values.front();
  if (next == keys.times.end()) return keys.values.back();
  const auto i = static_cast<size_t>(next - keys.times.begin());
  const float t = (time - keys.times[i - 1]) / (keys.times[i] - keys.times[i - 1]);
  return between(keys.values[i - 1], keys.values[i], t);
}

glm::mat4 matrixOf(const NodeTransform& transform) {
  const glm::mat3 rotation = glm::mat3_cast(transform.rotation);
  return {glm::vec4(rotation[0] * transform.scale.x, 0), glm::vec4(rotation[1] * transform.scale.y, 0),
          glm::vec4(rotation[2] * transform.scale.z, 0), glm::vec4(transform.translation, 1)};
}

glm::mat4 trackAt(const MeshTrack& track, float time) {
  return matrixOf({valueAt(track.translation, track.rest.translation, time), valueAt(track.rotation, track.rest.rotation, time),
                   valueAt(track.scale, track.rest.scale, time)});
}

}  // namespace

int MeshModel::clip(const std::string& clipName) const {
  const auto found = std::find_if(clips.begin(), clips.end(), [&](const MeshClip& c) { return c.name == clipName; });
  return found == clips.end() ? -1 : static_cast<int>(found - clips.begin());
}

MeshPose poseAt(const MeshModel& model, int clip, Seconds time, Playback playback) {
  if (clip < kRestPose || clip >= static_cast<int>(model.clips.size()))
    throw Error(ErrorCode::badInput, "The model \"" + model.name + "\" has no animation number " + std::to_string(clip) +
                                         "; it has " + std::to_string(model.clips.size()) + ". Choose one of them.");
  if (!std::isfinite(time)) throw Error(ErrorCode::badInput, "A model is asked for at a time that is no number. Give seconds.");

  MeshPose pose(model.nodes.size());
  for (size_t n = 0; n < model.nodes.size(); ++n) pose[n] = model.nodes[n].parent_from_node;
  if (clip != kRestPose) {
    const MeshClip& played = model.clips[clip];
    const float inside = clipTime(played, time, playback);
    for (const MeshTrack& track : played.tracks) pose[track.node] = trackAt(track, inside);
  }
  for (size_t n = 0; n < model.nodes.size(); ++n)
    if (const int parent = model.nodes[n].parent; parent >= 0) pose[n] = pose[parent] * pose[n];
  return pose;
}

std::vector<glm::mat4> jointMatrices(const MeshPart& part, const MeshPose& pose) {
  std::vector<glm::mat4> matrices;
  matrices.reserve(part.joints.size());
  for (const MeshJoint& joint : part.joints) matrices.push_back(pose[joint.node] * joint.joint_from_mesh);
  return matrices;
}

glm::vec3 placedPosition(const MeshVertex& vertex, std::span<const glm::mat4> joints, bool skinned) {
  const glm::vec4 position(vertex.position, 1);
  if (!skinned) return glm::vec3(joints[0] * position);
  glm::vec4 sum(0);
  for (int i = 0; i < kJointsPerVertex; ++i)
    if (vertex.weights[i] > 0) sum += vertex.weights[i] * (joints[vertex.joints[i]] * position);
  return glm::vec3(sum);
}

void MeshBounds::include(const glm::vec3& point) {
  low = empty ? point : glm::min(low, point);
  high = empty ? point : glm::max(high, point);
  empty = false;
}

MeshBounds boundsOf(const MeshModel& model, const MeshPose& pose) {
  MeshBounds bounds;
  for (size_t n = 0; n < model.nodes.size(); ++n)
    for (const int index : model.nodes[n].parts) {
      const MeshPart& part = model.parts[index];
      const bool skinned = !part.joints.empty();
      const std::vector<glm::mat4> joints = skinned ? jointMatrices(part, pose) : std::vector<glm::mat4>{pose[n]};
      for (const MeshVertex& vertex : part.vertices) bounds.include(placedPosition(vertex, joints, skinned));
    }
  return bounds;
}

}  // namespace fsm::renderer
