// One mesh of Assimp's scene as a part of our model, and what its conversion shares with that of the scene.
#pragma once

#include <assimp/mesh.h>

#include <string>
#include <unordered_map>

#include "reconstruction/core/error.h"
#include "renderer/mesh/mesh.h"

namespace fsm::renderer {

/// Numbers of nodes by name: Assimp's bones and channels know their nodes by nothing else. Of equal names the first counts.
class NodeIndex {
 public:
  void add(const std::string& name, int node) { byName_.emplace(name, node); }
  /// -1: there is none.
  int find(const std::string& name) const {
    const auto found = byName_.find(name);
    return found == byName_.end() ? -1 : found->second;
  }

 private:
  std::unordered_map<std::string, int> byName_;
};

struct PartConversion {
  const NodeIndex& nodes;
  int meshNode = 0;             ///< moves the vertices that no bone holds
  unsigned uvChannel = 0;       ///< the one that the material's texture is placed with
  bool displayColours = false;  ///< vertex colours are sRGB-encoded
  std::string shownName;
};
/// Triangles whose corners are all finite; missing normals become those of the faces. Joints stay empty where the mesh has no
/// bones. Throws fileDamaged for a bone whose node is not there or whose matrix is not finite.
MeshPart convertPart(const aiMesh& mesh, const PartConversion& conversion);

Error damagedModel(const std::string& shownName, const std::string& detail);
glm::mat4 toGlm(const aiMatrix4x4& matrix);
bool isFinite(const glm::mat4& matrix);

}  // namespace fsm::renderer
