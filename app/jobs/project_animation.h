// The animation that a project file keeps.
#pragma once

#include <filesystem>
#include <optional>

#include "app/animation/animation.h"

namespace fsm::jobs {

/// Nothing where the project has none yet. Throws notFound, fileDamaged, unsupported (of a newer version).
std::optional<animation::Animation> loadAnimation(const std::filesystem::path& project);

/// In one transaction. Throws as opening does, and writeFailed.
void saveAnimation(const std::filesystem::path& project, const animation::Animation& animation);

}  // namespace fsm::jobs
