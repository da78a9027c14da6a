// From a scene to a clip (mp4 beside a contact sheet), a folder of PNGs, or one PNG.
#pragma once

#include <filesystem>
#include <string>

#include "app/jobs/clip.h"
#include "app/jobs/reconstruct_job.h"

namespace fsm::jobs {

struct RenderRequest {
  std::filesystem::path project;
  std::filesystem::path output;  ///< NAME.mp4, NAME.png, or a folder (any name without the ending of a picture or video)
  ClipRequest clip;
  ModelRequest model;  ///< empty model: the one that made the scene; empty profile: the scene's
};

struct RenderResult {
  std::filesystem::path output;
  std::filesystem::path sheet;  ///< NAME.sheet.png beside a clip; else empty
  ImageSize size;
  int frames = 0;
  double fps = 0;
  double viewMs = 0;  ///< mean time of one view, writing included
  std::string device;
};

/// Nothing is left behind on errors and cancellation. Throws what loading, planning and writing throw; unsupported for other file
/// endings.
RenderResult renderJob(const RenderRequest& request, Progress& progress);

}  // namespace fsm::jobs
