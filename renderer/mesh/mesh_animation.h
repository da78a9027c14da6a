// Where the nodes and joints of a model are at a time: keys interpolated (translation and scale linearly, rotation along the
// shorter great arc), the tree of nodes multiplied out, linear blend skinning: v = sum_i w_i * model_from_node_i *
// joint_from_mesh_i * v_mesh.
#pragma once

#include <glm/glm.hpp>
#include <span>
#include <vector>

#include "renderer/mesh/mesh.h"

namespace fsm::renderer {

enum class Playback { loop, clamp };  ///< before the start and after the end of a clip

constexpr int kRestPose = -1;

/// model_from_node of every node, in order of MeshModel::nodes.
using MeshPose = std::vector<glm::mat4>;

/// Clip `clip` (or kRestPose) at `time` seconds from its start. Throws badInput for a clip that is not there or a time that is
/// not finite.
MeshPose poseAt(const MeshModel& model, int clip, Seconds time, Playback playback);

/// model_from_mesh of every joint of a skinned part.
std::vector<glm::mat4> jointMatrices(const MeshPart& part, const MeshPose& pose);

/// A vertex of a part at its place in the model; `joints` as from jointMatrices, for a rigid part the one matrix of its node.
glm::vec3 placedPosition(const MeshVertex& vertex, std::span<const glm::mat4> joints, bool skinned);

struct MeshBounds {
  glm::vec3 low{0}, high{0};
  bool empty = true;  ///< nothing to see
  void include(const glm::vec3& point);
};
/// Of all parts as they stand in that pose.
MeshBounds boundsOf(const MeshModel& model, const MeshPose& pose);

}  // namespace fsm::renderer
