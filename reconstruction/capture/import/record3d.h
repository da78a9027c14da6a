// Record3D exports: `metadata.json` with ARKit poses, and numbered JPEG frames in `rgb/` or `EXR_RGBD/rgb/`.
#pragma once

#include "reconstruction/capture/import/posed_frames.h"

namespace fsm::import {

bool acceptsRecord3d(const std::filesystem::path& source);
PosedFrames readRecord3d(const std::filesystem::path& source);

}  // namespace fsm::import
