// Projects in files: opening, saving, autosaving, and the footage that they refer to. All of it is long work, for jobs; nothing
// here touches what is on screen.
#pragma once

#include <QStringList>
#include <filesystem>
#include <vector>

#include "app/desktop/document/media_search.h"
#include "app/desktop/document/project.h"
#include "app/desktop/document/store_state.h"
#include "reconstruction/core/progress.h"

namespace fsm::desktop {

struct OpenedProject {
  Project project;
  QStringList notes;                  ///< sentences for the user: what was left out, which footage was found elsewhere
  std::vector<MissingMedia> missing;  ///< footage that was not found
};

/// Thread-safe; one for the whole program, so that it knows which versions are in which files.
class ProjectStore {
 public:
  /// A project file (of this program or of `fsm`) or a splat file. Footage that is not where it was is looked for around the
  /// file. Throws notFound, fileDamaged, unsupported, outOfMemory, cancelled.
  OpenedProject open(const std::filesystem::path& file, Progress& progress);
  /// An autosave, for `file` (empty: of a project that was never saved).
  OpenedProject openAutosave(const std::filesystem::path& sidecar, const std::filesystem::path& file, Progress& progress);

  /// Writes what has changed. `openFile`: the file that the project was opened from or saved to last (empty: none); another
  /// `file` begins as a copy of it, so that nothing in it is lost. Throws writeFailed, cancelled: then the old file is untouched.
  void save(const Project& project, const std::filesystem::path& file, const std::filesystem::path& openFile, Progress& progress);
  /// Everything that `file` does not hold, beside it.
  void autosave(const Project& project, const std::filesystem::path& sidecar, const std::filesystem::path& file,
                Progress& progress);

  /// Footage of `project` that is not where it was.
  std::vector<MissingMedia> missingMedia(const Project& project);
  /// The project with `replacement` in place of `media`. Throws notFound, badInput where it is other footage, unless
  /// `acceptOther`.
  Project relocate(const Project& project, const MissingMedia& media, const std::filesystem::path& replacement,
                   bool acceptOther = false);

 private:
  void findFootage(OpenedProject& opened, const std::filesystem::path& file, Progress& progress);

  StoreState state_;
};

}  // namespace fsm::desktop
