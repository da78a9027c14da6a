// A picture of what a model does: one row a target, first and last input, nearest input, prediction, truth.
#pragma once

#include <filesystem>

#include "training/trainer/validate.h"

namespace fsm::training {

/// Nothing is written when there are no samples. Throws `Error` writeFailed.
void writeSampleSheet(const std::filesystem::path& path, const std::vector<ValidationSample>& samples);

}  // namespace fsm::training
