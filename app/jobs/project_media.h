// The media of a project, found again where it may have moved to and opened only when a frame is read.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "reconstruction/capture/capture.h"

namespace fsm::jobs {

/// Gives every camera of `capture` images that import the first of `places` whose content hash is `hash` at the first read.
/// Reading throws notFound where there is none (naming the first place), badInput where there is one but with other frames.
void attachMedia(Capture& capture, std::vector<std::filesystem::path> places, std::string hash);

}  // namespace fsm::jobs
