// Projects that a killed program left behind, and what can be done about them.
#pragma once

#include <QDateTime>
#include <QMetaType>
#include <QString>
#include <filesystem>
#include <vector>

#include "app/desktop/document/autosave_place.h"

namespace fsm::desktop {

struct RecoveryCandidate {
  AutosavePlace place;
  std::filesystem::path file;      ///< the project; empty: it was never saved
  QDateTime autosavedAt, savedAt;  ///< the latter invalid: there is no saved file
  int failedRecoveries = 0;        ///< that were begun and ended in a crash

  QString title() const;
  /// Recovering has crashed the program twice: what was saved is offered first.
  bool savedFirst() const { return failedRecoveries >= 2 && savedAt.isValid(); }
};

/// Autosaves that are newer than their project, of programs that are not running any more: in the data folder, and beside `files`
/// (recent ones). Newest first. Locks that nothing belongs to are removed. Reads folders: for jobs.
std::vector<RecoveryCandidate> findRecoverable(const std::filesystem::path& dataFolder,
                                               const std::vector<std::filesystem::path>& files);
/// The autosave of `file`, where there is one to recover.
std::vector<RecoveryCandidate> findRecoverableOf(const std::filesystem::path& file, const std::filesystem::path& dataFolder);

/// Counts an attempt, on disk, before it is made: a recovery that crashes is known for one at the next start. From then on the
/// autosave belongs to this process. Throws writeFailed.
void beginRecovery(const RecoveryCandidate& candidate);
/// The recovered project has been open for a while: the count begins anew.
void recoverySucceeded(const RecoveryCandidate& candidate);
void discardRecovery(const RecoveryCandidate& candidate);

}  // namespace fsm::desktop
Q_DECLARE_METATYPE(fsm::desktop::RecoveryCandidate)
