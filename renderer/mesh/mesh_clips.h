// One animation of Assimp's scene as a clip of our model.
#pragma once

#include <assimp/anim.h>

#include <vector>

#include "renderer/mesh/mesh.h"
#include "renderer/mesh/mesh_parts.h"

namespace fsm::renderer {

/// Keys in seconds; those that are no numbers or step back in time, and channels of unknown nodes, are left out.
MeshClip convertClip(const aiAnimation& animation, const NodeIndex& index, const std::vector<MeshNode>& nodes);

}  // namespace fsm::renderer
