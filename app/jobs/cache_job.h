// Frames of a capture, decoded and resized once, for the trainer, which knows nothing of video.
#pragma once

#include <filesystem>

#include "reconstruction/core/progress.h"

namespace fsm::jobs {

struct CacheRequest {
  std::filesystem::path source;
  std::filesystem::path file;  ///< written: what `data.captures[].cache` of a training configuration names
  int longSide = 320;
  int mostFrames = 2000;
};

/// Returns the number of frames written. Throws badInput for captures without poses, writeFailed, cancelled.
int cacheJob(const CacheRequest& request, Progress& progress);

}  // namespace fsm::jobs
