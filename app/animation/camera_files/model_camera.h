// The camera of a model file (glTF, FBX) as a camera move.
#pragma once

#include <filesystem>

#include "app/animation/camera_files/camera_file.h"

namespace fsm::animation {

/// Of several cameras the first that moves, else the first. `world_from_file` turns the file's axes into the capture's. Throws
/// unsupported for a file without a camera, and what reading throws.
CameraMove readModelCamera(const std::filesystem::path& path, const glm::dquat& world_from_file);

}  // namespace fsm::animation
