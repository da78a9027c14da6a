// Any supported source to a capture folder of ours; cameras are estimated where it has none.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "reconstruction/capture/capture.h"
#include "reconstruction/capture/poses/pose_estimate.h"
#include "reconstruction/capture/sync/camera_clocks.h"
#include "reconstruction/core/progress.h"

namespace fsm::jobs {

struct ImportRequest {
  std::vector<std::filesystem::path> sources;  ///< one of any kind, or several videos of one event (one camera each)
  std::filesystem::path folder;                ///< written; must not exist or be empty
  /// Empty: the source's own, estimated where it has none. "estimate": estimated in any case. "static": one camera that stood
  /// still. "none": without cameras. Else a file or folder with poses.
  std::string poses;
  std::string range;          ///< "A:B" in seconds, either side may be empty
  std::optional<int> frames;  ///< spread evenly over each camera
  std::optional<double> fps;
  bool sharpest = false;             ///< with `frames` or `fps`: the sharpest of neighbours in place of the nearest
  poses::PoseOptions poseOptions{};  ///< `wanted` is made from the above
  sync::GivenOffsets offsets{};      ///< seconds by camera, of several videos; the others are found from their sound
  bool syncBySound = true;
};

struct ImportResult {
  Capture capture;                                ///< what was written
  std::optional<poses::PoseEstimate> estimate{};  ///< where poses were estimated; frames are those of the asked range
  std::vector<sync::CameraOffset> clocks{};       ///< of several videos, one a camera
};

/// Throws what importing, selecting frames, estimating poses and writing throw, and then leaves nothing.
ImportResult importJob(const ImportRequest& request, Progress& progress);

/// `sources` as one capture, not decoded: one of any kind, or several videos. Throws badInput for several that are not videos
/// without poses, and what importing throws.
Capture importSources(const std::vector<std::filesystem::path>& sources);

/// Imports `source` for a job that needs cameras. Throws badInput for an unposed capture: a sentence that says how to get poses.
Capture importPosed(const std::filesystem::path& source);

}  // namespace fsm::jobs
