// Fewer frames of a capture.
#pragma once

#include "reconstruction/capture/capture.h"
#include "reconstruction/media/frame_selection.h"

namespace fsm {

/// The frames that `selection` keeps of every camera (its times taken in increasing order); the plan keeps those of its frames
/// that are left. A camera of which a time range leaves nothing is left out, and a note says so. Throws badInput when no camera
/// keeps a frame. Frames are read, and the caller's progress stage advanced, only for the sharpest of neighbours.
Capture subset(const Capture& capture, const media::FrameSelection& selection, Progress& progress);

/// Indices of the frames that it keeps of one camera, increasing. Throws as media::selectFrames.
std::vector<int> keptFrames(const CaptureCamera& camera, const media::FrameSelection& selection, Progress& progress);

/// Frames `kept` (increasing) of one camera.
CaptureCamera selectFrames(const CaptureCamera& camera, const std::vector<int>& kept);

}  // namespace fsm
