// What a command that wrote a capture says about it.
#pragma once

#include <filesystem>
#include <nlohmann/json_fwd.hpp>

#include "reconstruction/capture/capture.h"

namespace fsm::cli {

/// One line a camera, or JSON, on standard output. `more`: an object whose members are added to the JSON; null: none.
void tellCapture(const Capture& capture, const std::filesystem::path& folder, bool json, const nlohmann::json& more);

}  // namespace fsm::cli
