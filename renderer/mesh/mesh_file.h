// Polygon models of other programs: glTF 2.0 (.gltf, .glb), Wavefront OBJ and FBX, read by Assimp.
#pragma once

#include <filesystem>

#include "renderer/mesh/mesh.h"

namespace fsm::renderer {

/// Whether the name ends in .gltf, .glb, .obj or .fbx (any case).
bool isMeshFile(const std::filesystem::path& path);

/// Reads a model with its textures, skins and clips. Other files that it names (buffers, materials, pictures) are read from its
/// own folder and the folders below only; a picture that is missing, damaged or elsewhere is left out with a note, anything else
/// that is makes the model unreadable. Missing normals become those of the faces (glTF) or smooth ones (others). Polygons become
/// triangles; points, lines, shape keys and all but the four strongest joints of a vertex are left out. Step and cubic keys are
/// read as linear ones. Throws notFound, badInput, unsupported, fileDamaged (also for sizes that the file cannot hold),
/// outOfMemory.
MeshModel readMeshFile(const std::filesystem::path& path);

}  // namespace fsm::renderer
