// Poses from one source for the frames of another: `fsm import video.mp4 --poses FILE`.
#pragma once

#include <filesystem>

#include "reconstruction/capture/capture.h"

namespace fsm {

/// Gives `unposed` the cameras of `posesSource`: a capture folder or any posed source that is imported; its own images need not
/// be there. Frames are matched in order where the counts agree, else by time (within half a frame) where all poses have a time,
/// no frame index, and fit, else by frame index or the number in the file name (from 1 where the smallest is 1), else by the
/// times that fit; frames without a pose are left out, and a note says how many. Cameras are matched by name, else in order.
/// Throws unsupported (no posed source), badInput (nothing matches).
void applyPoses(Capture& unposed, const std::filesystem::path& posesSource);

}  // namespace fsm
