// Reads a project from its file, and from whatever else can be opened as one.
#pragma once

#include <QStringList>
#include <filesystem>

#include "app/desktop/document/project.h"
#include "app/desktop/document/store_state.h"
#include "reconstruction/core/progress.h"

namespace fsm::desktop {

struct ReadProject {
  Project project;
  QStringList notes;  ///< what could not be read and was left out: sentences for the user
};

/// `base`: the project file beside which `file` was autosaved; empty: none. Files that `fsm` made open with all that is in them.
/// What is damaged is left out as long as something is left. Throws notFound, fileDamaged, unsupported (made by a newer program),
/// outOfMemory, cancelled.
ReadProject readProject(StoreState& state, const std::filesystem::path& file, const std::filesystem::path& base,
                        Progress& progress);

/// A splat file as a project with one version.
Project readSplatProject(const std::filesystem::path& file, Progress& progress);

}  // namespace fsm::desktop
