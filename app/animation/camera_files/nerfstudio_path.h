// Camera paths as nerfstudio writes them: the one interchange format whose keys may carry a scene time.
//
// Poses are camera-to-world, row by row, OpenGL axes (x right, y up, z back), in the world of the capture; `fov` is the vertical
// angle in degrees. `render_time` runs from 0 (the capture's first moment) to 1 (its last), as nerfstudio's slider does; a file
// that says "render_time_units": "seconds" gives capture seconds instead.
#pragma once

#include <filesystem>

#include "app/animation/camera_files/camera_file.h"

namespace fsm::animation {

/// The dense `camera_path` where there is one, else the `keyframes`. Throws notFound, fileDamaged, badInput, unsupported
/// (panoramas).
CameraMove readNerfstudioPath(const std::filesystem::path& file, const SceneSpan& span);

/// Writes the animation between in and out, sampled at its frames, as a `camera_path` with `render_time`. Atomic. Throws badInput
/// without camera keys, writeFailed.
void writeNerfstudioPath(const std::filesystem::path& file, const Animation& animation, ImageSize size, const SceneSpan& span);

}  // namespace fsm::animation
