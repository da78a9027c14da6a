// A capture prepared for training: decoded and resized once, then read by trainers that know nothing of video. One safetensors
// file:
//   images    u8  [N, 3, H, W]   display-referred RGB
//   c2w       f64 [N, 16]        OpenCV world_from_camera, row by row, the capture's world
//   fxfycxcy  f64 [N, 4]         pixels of the stored images
//   time      f64 [N]            capture seconds
//   camera    i32 [N]            which physical camera
// Frames are sorted by time, then camera. Metadata: "name", "format" ("capture-cache 1").
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "reconstruction/capture/capture.h"
#include "reconstruction/core/progress.h"

namespace fsm::training {

struct CaptureCache {
  std::string name;
  ImageSize size;
  std::vector<uint8_t> images;
  std::vector<glm::dmat4> world_from_camera;
  std::vector<Intrinsics> intrinsics;
  std::vector<Seconds> time;
  std::vector<int> camera;

  int frames() const { return static_cast<int>(time.size()); }
};

struct CaptureCacheOptions {
  int longSide = 320;     ///< of the stored images; the first camera gives the shape, others are cut to it around their centre
  int mostFrames = 2000;  ///< more are thinned out evenly
};

/// Decodes a posed capture into a cache file (written atomically). Throws `Error` badInput (not posed, no frames), writeFailed,
/// cancelled.
void writeCaptureCache(const Capture& capture, const CaptureCacheOptions& options, const std::filesystem::path& path,
                       Progress& progress);

/// Throws `Error` fileDamaged where tensors are missing, disagree in their sizes, or hold poses, times or focal lengths that
/// cannot be.
CaptureCache readCaptureCache(const std::filesystem::path& path);

}  // namespace fsm::training
