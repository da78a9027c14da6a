// Gaussians of a scene (or of a splat file) to files of others: all of 4D space-time, one moment, or a flip-book of moments.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "reconstruction/core/geometry.h"
#include "reconstruction/core/progress.h"
#include "reconstruction/scene/gaussians4d.h"

namespace fsm::jobs {

/// Moments from `first` to `last` (as far as whole steps go), `fps` a second.
struct FrameRange {
  Seconds first = 0, last = 0;
  double fps = 0;
};

/// What is written, whatever it is made of.
struct SplatOutput {
  std::filesystem::path file;   ///< NAME.ply or NAME.spz; with `frames` the folder NAME with NAME0001.ply, NAME0002.ply, ...
  std::optional<Seconds> time;  ///< one moment, in the capture's seconds
  std::optional<FrameRange> frames;
};

struct ExportRequest {
  std::filesystem::path source;  ///< name.chrono, or a splat file
  SplatOutput output;
  std::string version;  ///< of a project's Gaussians; empty: the newest
};

struct ExportResult {
  std::filesystem::path output;  ///< the file or the folder
  int files = 0;
  int64_t gaussians = 0;  ///< in all files together
};

/// Moments come as static Gaussians in the world's coordinates and display-referred colours, those that are seen then. Without
/// `time` and `frames` 4D Gaussians become our 4D PLY in the scene's frame, which its header carries. Nothing is left behind on
/// errors and cancellation. Throws badInput (both time and frames, no such moment), unsupported (4D Gaussians as SPZ, other
/// endings), writeFailed, cancelled. `weight`: share of the job that this is.
ExportResult exportScene(const scene::GaussianScene& scene, const SplatOutput& output, Progress& progress, double weight = 1);

/// The same from a file. Throws what loading throws, too.
ExportResult exportJob(const ExportRequest& request, Progress& progress);

}  // namespace fsm::jobs
