// The cameras of a model file and how they move: glTF 2.0 and FBX, read by Assimp with the same care as meshes.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "renderer/mesh/mesh.h"

namespace fsm::renderer {

/// A focal length that changes, in heights of the picture; without times it stays.
struct ModelLens {
  std::vector<Seconds> times;
  std::vector<double> focal;
};

struct ModelCamera {
  std::string name;
  /// From the root to the camera's own node, which is the last; no parts.
  std::vector<MeshNode> chain;
  std::vector<MeshClip> clips;       ///< those of the file that move it or its lens, with tracks of the chain's nodes only
  std::vector<ModelLens> lenses;     ///< one for each of `clips`
  glm::mat4 node_from_camera{1.0f};  ///< OpenCV axes: x right, y down, z forward
  double focal = 0;                  ///< in heights of the picture
  double aspect = 0;                 ///< width over height; 0: the file does not say
};

struct ModelCameras {
  std::vector<ModelCamera> cameras;  ///< in the file's order
  double metresPerUnit = 0;          ///< 0: the file does not say
};

/// At `time` seconds of clip `clip` (or kRestPose): straight between the keys, still before and after them.
double focalAt(const ModelCamera& camera, int clip, Seconds time);

/// A file without cameras gives none. Throws notFound, unsupported (another ending than .gltf, .glb and .fbx), fileDamaged,
/// outOfMemory.
ModelCameras readModelCameras(const std::filesystem::path& path);

}  // namespace fsm::renderer
