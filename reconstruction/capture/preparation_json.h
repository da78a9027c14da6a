// CapturePreparation as JSON, for project files.
#pragma once

#include <nlohmann/json.hpp>

#include "reconstruction/capture/prepare.h"

namespace fsm {

nlohmann::json toJson(const CapturePreparation& preparation);
/// Checks what it reads: numbers finite, scales and gains positive, the pose rigid. Throws fileDamaged. Unknown keys are ignored.
CapturePreparation preparationFromJson(const nlohmann::json& json);

}  // namespace fsm
