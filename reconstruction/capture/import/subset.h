// Fewer frames of a capture.
#pragma once

#include "reconstruction/capture/capture.h"
#include "reconstruction/media/frame_selection.h"

namespace fsm {

/// The frames that `selection` keeps of every camera (its times taken in increasing order); the plan keeps those of its frames
/// that are left. A camera of which a time range leaves nothing is left out, and a note says so. Throws badInput when no camera
/// keeps a frame.
Capture subset(const Capture& capture, const media::FrameSelection& selection);

/// Frames `kept` (increasing) of one camera.
CaptureCamera selectFrames(const CaptureCamera& camera, const std::vector<int>& kept);

}  // namespace fsm
