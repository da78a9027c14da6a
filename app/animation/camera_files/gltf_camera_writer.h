// One animated perspective camera as glTF 2.0: what Blender and others import with its move.
#pragma once

#include <filesystem>
#include <span>
#include <vector>

#include "app/animation/camera_pose.h"

namespace fsm::animation {

/// A frame of the move: world_from_camera in glTF's axes (camera: x right, y up, z back; world: y up).
struct GltfCameraFrame {
  double at = 0;  ///< seconds
  glm::dvec3 position{0.0};
  glm::dquat rotation{1, 0, 0, 0};
};

/// .glb: one binary file; else text with its buffer inside. `focal` in heights of the picture. At least one frame; more make an
/// animation. Atomic. Throws writeFailed.
void writeGltfCamera(const std::filesystem::path& path, std::span<const GltfCameraFrame> frames, double focal, double aspect);

}  // namespace fsm::animation
