// Our capture folder: `scene.json` and a video or a folder of stills per camera.
#pragma once

#include <filesystem>

#include "reconstruction/capture/capture.h"
#include "reconstruction/capture/import/capture_sound.h"

namespace fsm {

Capture readCaptureFolder(const std::filesystem::path& folder);

struct CaptureFolderOptions {
  enum class Frames { video, png };
  Frames frames = Frames::video;  ///< H.264 at high quality, or lossless stills
  double fps = 30;                ///< nominal rate written into the file
  /// How the capture's world was made of that of whoever estimated its cameras (a similarity); written as `applied_transform`,
  /// for the record. Empty: nothing is written.
  std::optional<glm::dmat4> world_from_source{};
  /// Of the footage; the part that the capture shows is kept in the folder.
  std::optional<CaptureSound> sound{};
};

/// Writes the capture (all its frames, undistorted) as a folder that `readCaptureFolder` reads back. Written under a temporary
/// name beside `folder` and renamed at the end: cancellation or a full disk leaves nothing. Unposed captures are written without
/// poses. Throws badInput when `folder` exists and is not empty.
void writeCaptureFolder(const std::filesystem::path& folder, const Capture& capture, const CaptureFolderOptions& options,
                        Progress& progress);

}  // namespace fsm
