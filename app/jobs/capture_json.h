// Captures, plans and preparations as JSON: rows of the project file and parts of results. Pixels are not in it.
#pragma once

#include <nlohmann/json.hpp>

#include "reconstruction/capture/capture.h"

namespace fsm::jobs {

nlohmann::json toJson(const FramePlan& plan);
nlohmann::json toJson(const Capture& capture);

/// Frame ids are checked against `capture`; a frame in both lists is refused. Throws fileDamaged.
FramePlan planFromJson(const nlohmann::json& json, const Capture& capture);
/// Cameras without images (`images` stays null). Throws fileDamaged when anything is missing or of the wrong kind.
Capture captureFromJson(const nlohmann::json& json);

}  // namespace fsm::jobs
