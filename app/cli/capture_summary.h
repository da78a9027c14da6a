// What a command that wrote a capture says about it.
#pragma once

#include <filesystem>

#include "reconstruction/capture/capture.h"

namespace fsm::cli {

/// One line a camera, or JSON, on standard output.
void tellCapture(const Capture& capture, const std::filesystem::path& folder, bool json);

}  // namespace fsm::cli
