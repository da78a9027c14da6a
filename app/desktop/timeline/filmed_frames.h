// What was filmed, as timeline and pad see it: cameras with their poses, moments, and which frames the model read.
#pragma once

#include <vector>

#include "app/animation/filmed_camera.h"
#include "app/desktop/document/project.h"

namespace fsm::desktop {

/// The project's capture, or that of the shown version; null: a splat file, or nothing yet.
const Capture* filmedCapture(const Project& project);

/// Posed cameras only, in the order of the capture; all frames.
std::vector<animation::FilmedCamera> filmedCameras(const Capture& capture);

/// Moments at which anything was filmed, increasing, each once.
std::vector<Seconds> filmedMoments(const Capture& capture);

/// Frames that the shown version's model read; else those that the source says are inputs; else all. Of posed cameras only.
std::vector<FrameId> inputFrames(const Project& project);

}  // namespace fsm::desktop
