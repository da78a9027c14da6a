// Camera paths as nerfstudio writes them: the one interchange format whose keys may carry a scene time.
//
// Poses are camera-to-world, row by row, OpenGL axes (x right, y up, z back), in the world of the capture; `fov` is the vertical
// angle in degrees. `render_time` runs from 0 (the capture's first moment) to 1 (its last), as nerfstudio's slider does; a file
// that says "render_time_units": "seconds" gives capture seconds instead.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "app/jobs/camera_track.h"

namespace fsm::jobs {

struct NerfstudioPath {
  CameraTrack track;   ///< its clock starts at 0
  double seconds = 0;  ///< length of the clip
  std::optional<double> fps;
  ImageSize size;  ///< that the path was made for; 0 where the file does not say
};

/// The dense `camera_path` where there is one, else the `keyframes`. `size`: intrinsics are made for this size (0: the file's
/// own, or its aspect at 720 rows). `timeRange`: first and last moment of the capture. Throws notFound, fileDamaged, badInput,
/// unsupported (panoramas).
NerfstudioPath readNerfstudioPath(const std::filesystem::path& file, ImageSize size, std::pair<Seconds, Seconds> timeRange);

/// Writes `track` sampled `fps` times a second as a `camera_path` with `render_time` for keys that have a scene time. Atomic.
void writeNerfstudioPath(const std::filesystem::path& file, const CameraTrack& track, ImageSize size, double fps,
                         std::pair<Seconds, Seconds> timeRange);

}  // namespace fsm::jobs
