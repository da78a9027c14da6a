// The tree of nodes of Assimp's scene as a list of ours.
#pragma once

#include <assimp/scene.h>

#include <string>
#include <vector>

#include "renderer/mesh/mesh.h"
#include "renderer/mesh/mesh_parts.h"

namespace fsm::renderer {

struct NodeList {
  std::vector<MeshNode> nodes;
  NodeIndex index;
};

/// Parents before children. Throws fileDamaged for transforms that are not finite.
NodeList convertNodes(const aiScene& scene, const std::string& shownName);

}  // namespace fsm::renderer
