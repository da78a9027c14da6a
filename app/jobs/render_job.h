// From a scene to a clip (a video beside a contact sheet), a folder of images, or one image.
#pragma once

#include <filesystem>
#include <string>

#include "app/jobs/clip.h"
#include "app/jobs/clip_format.h"
#include "app/jobs/reconstruct_job.h"

namespace fsm::jobs {

struct RenderRequest {
  std::filesystem::path source;  ///< name.chrono, or a splat file
  std::filesystem::path output;  ///< as clipFormatOf takes it: NAME.mp4|.mov|.webm, NAME.png|.exr, or a folder
  ClipRequest clip;
  ModelRequest model;  ///< empty model: the one that made the scene; empty profile: the scene's
  ClipFormatRequest format;
  std::string renderer;  ///< vulkan, neural, reference; empty: vulkan where there are Gaussians, else neural
};

struct RenderResult {
  std::filesystem::path output;
  std::filesystem::path sheet;  ///< NAME.sheet.png beside a video; else empty
  ImageSize size;
  int frames = 0;
  double fps = 0;
  double viewMs = 0;  ///< mean time of one view, writing included
  std::string renderer, device;
};

/// Nothing is left behind on errors and cancellation. Throws what loading, planning and writing throw; unsupported for other file
/// endings, and for alpha, which the neural renderer does not give.
RenderResult renderJob(const RenderRequest& request, Progress& progress);

}  // namespace fsm::jobs
