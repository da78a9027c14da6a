// One animated perspective camera as binary FBX: what Blender, Maya, Cinema 4D and game engines import with its move and its
// lens.
#pragma once

#include <filesystem>
#include <span>

#include "app/animation/camera_files/camera_frame.h"
#include "reconstruction/core/geometry.h"

namespace fsm::animation {

/// One key a frame for place and turn, and for the focal length where it changes. `fps` becomes the rate of the file's scene.
/// At least one frame; more make an animation. Atomic. Throws writeFailed.
void writeFbxCamera(const std::filesystem::path& path, std::span<const CameraFrame> frames, double fps, ImageSize size);

}  // namespace fsm::animation
