#include "renderer/mesh/mesh_nodes.h"

namespace fsm::renderer {

NodeList convertNodes(const aiScene& scene, const std::string& shownName) {
  NodeList list;
  std::vector<std::pair<const aiNode*, int>> waiting{{scene.mRootNode, -1}};
  while (!waiting.empty()) {
    const auto [node, parent] = waiting.back();
    waiting.pop_back();
    const auto number = static_cast<int>(list.nodes.size());
    MeshNode converted{node->mName.C_Str(), parent, toGlm(node->mTransformation), {}};
    if (!isFinite(converted.parent_from_node)) throw damagedModel(shownName, "a node's transform is not finite");
    for (unsigned m = 0; m < node->mNumMeshes; ++m) converted.parts.push_back(static_cast<int>(node->mMeshes[m]));
    list.index.add(converted.name, number);
    list.nodes.push_back(std::move(converted));
    for (unsigned c = node->mNumChildren; c > 0; --c) waiting.emplace_back(node->mChildren[c - 1], number);
  }
  return list;
}

}  // namespace fsm::renderer
