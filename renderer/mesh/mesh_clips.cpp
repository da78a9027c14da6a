#include "renderer/mesh/mesh_clips.h"

#include <cmath>

namespace fsm::renderer {
namespace {

/// What Assimp's documentation names for files that do not say.
constexpr double kDefaultTicksPerSecond = 25;

bool convertValue(const aiVector3D& from, glm::vec3& to) {
  to = {from.x, from.y, from.z};
  return std::isfinite(to.x) && std::isfinite(to.y) && std::isfinite(to.z);
}

bool convertValue(const aiQuaternion& from, glm::quat& to) {
  const float length = std::sqrt(from.w * from.w + from.x * from.x + from.y * from.y + from.z * from.z);
  if (!std::isfinite(length) || length < 1e-10f) return false;
  to = glm::quat(from.w / length, from.x / length, from.y / length, from.z / length);
  return true;
}

template <typename Key, typename Value>
void convertKeys(const Key* keys, unsigned count, double secondsPerTick, Keys<Value>& out) {
  for (unsigned k = 0; k < count; ++k) {
    const auto time = static_cast<float>(keys[k].mTime * secondsPerTick);
    Value value;
    if (!std::isfinite(time) || (!out.times.empty() && time <= out.times.back()) || !convertValue(keys[k].mValue, value))
      continue;
    out.times.push_back(time);
    out.values.push_back(value);
  }
}

NodeTransform takeApart(const glm::mat4& matrix) {
  NodeTransform out;
  out.translation = glm::vec3(matrix[3]);
  glm::mat3 axes(matrix);
  for (int i = 0; i < 3; ++i) out.scale[i] = glm::length(axes[i]);
  if (glm::determinant(axes) < 0) out.scale.x = -out.scale.x;
  for (int i = 0; i < 3; ++i)
    if (out.scale[i] != 0) axes[i] /= out.scale[i];
  const glm::quat rotation = glm::quat_cast(axes);
  const float length = glm::length(rotation);
  if (std::isfinite(length) && length > 1e-6f) out.rotation = rotation / length;
  return out;
}

template <typename Value>
void extend(const Keys<Value>& keys, Seconds& duration) {
  if (!keys.times.empty()) duration = std::max(duration, static_cast<Seconds>(keys.times.back()));
}

}  // namespace

MeshClip convertClip(const aiAnimation& animation, const NodeIndex& index, const std::vector<MeshNode>& nodes) {
  const double ticks = animation.mTicksPerSecond;
  const double secondsPerTick = 1 / (std::isfinite(ticks) && ticks > 0 ? ticks : kDefaultTicksPerSecond);
  MeshClip clip;
  clip.name = animation.mName.C_Str();
  for (unsigned c = 0; c < animation.mNumChannels; ++c) {
    const aiNodeAnim& channel = *animation.mChannels[c];
    const int node = index.find(channel.mNodeName.C_Str());
    if (node < 0) continue;
    MeshTrack track;
    track.node = node;
    track.rest = takeApart(nodes[node].parent_from_node);
    convertKeys(channel.mPositionKeys, channel.mNumPositionKeys, secondsPerTick, track.translation);
    convertKeys(channel.mRotationKeys, channel.mNumRotationKeys, secondsPerTick, track.rotation);
    convertKeys(channel.mScalingKeys, channel.mNumScalingKeys, secondsPerTick, track.scale);
    // The last key ends the clip: the duration that files give is often that of another clip, or none.
    extend(track.translation, clip.duration);
    extend(track.rotation, clip.duration);
    extend(track.scale, clip.duration);
    clip.tracks.push_back(std::move(track));
  }
  return clip;
}

}  // namespace fsm::renderer
