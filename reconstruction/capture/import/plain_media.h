// What comes without cameras: a video, a folder of videos (one camera each), a folder of stills, a still.
#pragma once

#include "reconstruction/capture/capture.h"

#include <filesystem>

namespace fsm::import {

bool acceptsPlainMedia(const std::filesystem::path& source);
/// Not posed: no poses, focal lengths 0 (not known).
Capture readPlainMedia(const std::filesystem::path& source);

}  // namespace fsm::import
