// Poses from one source given to the frames of another: a video, and the COLMAP model or transforms.json made from its frames.
#pragma once

#include "reconstruction/capture/capture.h"

namespace fsm::jobs {

/// `footage` with the cameras of `posed`. Cameras are matched by name where all names agree, else in order; their numbers must agree.
/// Frames are matched one to one where their numbers agree (or the posed camera is still), else by time: every posed frame takes the frame of the
/// footage nearest to it, at most half a frame away, and frames without a pose are left out. Intrinsics follow the footage's size.
/// Throws badInput, saying what does not fit.
Capture withPoses(const Capture& footage, const Capture& posed);

}  // namespace fsm::jobs
