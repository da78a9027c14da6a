// One animated perspective camera as glTF 2.0: what Blender and others import with its move.
#pragma once

#include <filesystem>
#include <span>

#include "app/animation/camera_files/camera_frame.h"

namespace fsm::animation {

/// .glb: one binary file; else text with its buffer inside. Its lens is that of the first frame: glTF's do not change. At least
/// one frame; more make an animation. Atomic. Throws writeFailed.
void writeGltfCamera(const std::filesystem::path& path, std::span<const CameraFrame> frames, double aspect);

}  // namespace fsm::animation
