// Scenes of the official Fast Spatial Memory and LaCT code: `opencv_cameras.json` (a list of frames with OpenCV world-to-camera
// matrices, or an object with `frames`), and its video scenes (`video_path`, `frame_idx`, optional `index_plan`).
#pragma once

#include "reconstruction/capture/import/posed_frames.h"

namespace fsm::import {

bool acceptsOpencvCameras(const std::filesystem::path& source);
PosedFrames readOpencvCameras(const std::filesystem::path& source);

}  // namespace fsm::import
