// What the user is told of an estimate of poses: where it worked, where it broke, and what to do.
#pragma once

#include <string>
#include <vector>

#include "reconstruction/capture/poses/pose_estimate.h"
#include "reconstruction/core/error.h"

namespace fsm::poses {

/// "72 of 80 frames" over all cameras that were looked at.
std::string registeredWords(const std::vector<CameraFrames>& frames);

/// "0.93 to 1.40 s and 3.00 to 3.97 s": runs of looked-at frames without a pose, by camera where there are several; empty: none.
std::string gapWords(const std::vector<CameraFrames>& frames);

/// Why there is no estimate that is of use.
Error poseFailure(const std::vector<CameraFrames>& frames, bool motionMasked);

}  // namespace fsm::poses
