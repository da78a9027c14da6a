// From COLMAP's answer to a capture: which frames stay, in which world, and what the user should know.
#pragma once

#include <vector>

#include "reconstruction/capture/poses/colmap_reconstruction.h"
#include "reconstruction/capture/poses/pose_estimate.h"

namespace fsm::poses {

/// What was looked at of each camera.
struct LookedAt {
  std::vector<std::vector<int>> frames;  ///< chosen ones, increasing
  std::vector<bool> still;               ///< the camera does not move: few of its frames were given to COLMAP, all share a pose
};

/// States of all frames of the source after `found`.
std::vector<CameraFrames> frameStates(const Capture& capture, const LookedAt& looked, const Reconstruction& found);

/// The registered frames (of the wanted ones, where there are any) in the chosen world. Throws badInput where none of the wanted
/// frames has a pose.
PoseEstimate capturedBy(const Capture& capture, const LookedAt& looked, const Reconstruction& found, const PoseOptions& options);

/// A note that does not hold any more once there are poses.
void eraseUnposedNote(Capture& capture);

}  // namespace fsm::poses
