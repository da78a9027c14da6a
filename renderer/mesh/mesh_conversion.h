// Assimp's scene as our plain structs. Trusts none of its numbers: what a damaged file brought is refused or left out here.
#pragma once

#include <assimp/scene.h>

#include <filesystem>
#include <string>

#include "renderer/mesh/mesh.h"
#include "renderer/mesh/model_import.h"

namespace fsm::renderer {

/// Throws fileDamaged when faces name vertices, bones vertices, nodes meshes or meshes materials that are not there, unsupported
/// for a model that is too large. To be called before Assimp's own post-processing, which believes all of it.
void checkScene(const aiScene& scene, const std::string& shownName);

/// `folder` is where pictures lie. Faces must be triangles, the bones of a vertex at most four. Throws fileDamaged for a scene
/// without anything to draw and for transforms that are no numbers.
MeshModel convertScene(const aiScene& scene, MeshFormat format, const std::filesystem::path& folder,
                       const std::string& shownName);

}  // namespace fsm::renderer
