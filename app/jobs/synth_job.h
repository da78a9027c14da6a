// A procedural capture with known cameras: a hand-held path, or a rig, through a scene drawn from a seed.
#pragma once

#include <cstdint>
#include <filesystem>

#include "reconstruction/capture/capture.h"
#include "reconstruction/core/progress.h"

namespace fsm::jobs {

struct SynthRequest {
  std::filesystem::path folder;  ///< written; must not exist or be empty
  uint64_t seed = 1;
  int frames = 90;
  double fps = 30;
  ImageSize size{640, 360};
  int cameras = 1;                 ///< cameras on paths of their own through one scene
  std::filesystem::path textures;  ///< pictures for surfaces; empty: procedural ones
  int samplesPerAxis = 3;          ///< rays a pixel = its square
  bool stills = false;             ///< lossless PNGs in place of videos
};

/// The capture before it is written, images in memory. `request.folder` is not used. Throws badInput for impossible numbers.
Capture synthesise(const SynthRequest& request, Progress& progress);

/// What was written. Nothing is left behind on errors and cancellation.
Capture synthJob(const SynthRequest& request, Progress& progress);

}  // namespace fsm::jobs
