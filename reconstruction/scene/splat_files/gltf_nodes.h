// Where the meshes of a glTF scene stand: its tree of nodes, flattened.
#pragma once

#include <glm/glm.hpp>

#include "reconstruction/scene/splat_files/gltf_document.h"

namespace fsm::scene {

struct PlacedMesh {
  int64_t mesh = 0;
  glm::dmat4 scene_from_mesh{1.0};
};

/// Of the default scene (the first one, or all nodes, where there is none). Throws fileDamaged (nodes in a circle, numbers that
/// are none).
std::vector<PlacedMesh> placedMeshes(const GltfDocument& document);

}  // namespace fsm::scene
