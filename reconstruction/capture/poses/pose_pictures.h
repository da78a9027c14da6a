// The frames that poses are estimated from, as small PNG files for another program: the sharpest of neighbours, spread evenly,
// and what the user wants in any case.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "reconstruction/capture/capture.h"
#include "reconstruction/capture/poses/pose_estimate.h"
#include "reconstruction/media/grey_picture.h"

namespace fsm::poses {

struct PosePicture {
  FrameId id;               ///< in the source capture
  std::string name;         ///< of the file, below `folder`: "0/000012.png", camera and frame
  ImageSize size;           ///< of the file
  media::GreyPicture grey;  ///< long side kMotionLongSide
};

/// Whether a camera's frames are photographs in no order that says which are neighbours.
bool isUnordered(const CaptureCamera& camera);

/// For each camera and each frame to look at the frames that it may be chosen from. Throws badInput for frames that are not
/// there.
std::vector<std::vector<std::vector<int>>> pictureWindows(const Capture& capture, const PoseOptions& options);

/// Reads all windows in one pass a camera, and writes the sharpest of each. By camera, then frame. Advances the caller's stage.
/// Throws what reading and writing throw, and badInput where a camera's frames differ in size.
std::vector<PosePicture> writePosePictures(const Capture& capture, const std::vector<std::vector<std::vector<int>>>& windows,
                                           int longSide, const std::filesystem::path& folder, Progress& progress);

}  // namespace fsm::poses
