// nerfstudio and instant-ngp `transforms.json`, and D-NeRF's `transforms_train/val/test.json` (OpenGL camera-to-world matrices).
#pragma once

#include "reconstruction/capture/import/posed_frames.h"

namespace fsm::import {

bool acceptsTransforms(const std::filesystem::path& source);
/// Lists of train and test files become the capture's plan.
PosedFrames readTransforms(const std::filesystem::path& source);

}  // namespace fsm::import
