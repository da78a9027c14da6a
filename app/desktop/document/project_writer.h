// Writes a project into its file: what has changed, in one transaction.
#pragma once

#include <filesystem>

#include "app/desktop/document/project.h"
#include "app/desktop/document/store_state.h"
#include "reconstruction/core/progress.h"

namespace fsm::desktop {

struct WriteTarget {
  std::filesystem::path file;
  /// Versions that this project file holds are left to it (an autosave beside it); empty: `file` holds all of them.
  std::filesystem::path base;
  /// Where `file` is another name for this one (save as): it begins as a copy; empty: not.
  std::filesystem::path original;
  /// What `file` holds is of another project, and goes.
  bool replace = false;
};

/// Versions that `file` holds are not written again, and taken out when the project has them no more. A file that is not there is
/// made. Throws writeFailed (and the old file is as it was), cancelled.
void writeProject(StoreState& state, const Project& project, const WriteTarget& target, Progress& progress);

}  // namespace fsm::desktop
