#include "app/desktop/document/recovery.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <algorithm>
#include <optional>

namespace fsm::desktop {

namespace fs = std::filesystem;

namespace {

QDateTime changedAt(const fs::path& file) { return QFileInfo(QString::fromStdString(file.string())).lastModified(); }

bool isThere(const fs::path& file) {
  std::error_code failed;
  return fs::exists(file, failed);
}

std::optional<RecoveryCandidate> candidateAt(const AutosavePlace& place, const fs::path& knownFile) {
  const std::optional<AutosaveLock> lock = place.readLock();
  if (lock && lock->lives()) return std::nullopt;
  if (!isThere(place.sidecar)) {
    if (lock) place.remove();
    return std::nullopt;
  }
  RecoveryCandidate candidate{place, knownFile.empty() && lock ? lock->file : knownFile, changedAt(place.sidecar), {}, 0};
  if (!candidate.file.empty() && isThere(candidate.file)) {
    candidate.savedAt = changedAt(candidate.file);
    if (candidate.savedAt > candidate.autosavedAt) return std::nullopt;  // saved since
  }
  if (lock) candidate.failedRecoveries = lock->recoveries;
  return candidate;
}

void add(std::vector<RecoveryCandidate>& out, const AutosavePlace& place, const fs::path& file) {
  for (const RecoveryCandidate& known : out)
    if (known.place == place) return;
  if (const auto candidate = candidateAt(place, file)) out.push_back(*candidate);
}

}  // namespace

QString RecoveryCandidate::title() const {
  if (file.empty()) return QCoreApplication::translate("fsm::desktop::Recovery", "Untitled project");
  return QString::fromStdString(file.stem().string());
}

std::vector<RecoveryCandidate> findRecoverable(const fs::path& dataFolder, const std::vector<fs::path>& files) {
  std::vector<RecoveryCandidate> out;
  for (const fs::path& file : files)
    if (!file.empty()) add(out, AutosavePlace::of(file, dataFolder), file);
  for (const AutosavePlace& place : AutosavePlace::allIn(dataFolder)) add(out, place, {});
  std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.autosavedAt > b.autosavedAt; });
  return out;
}

std::vector<RecoveryCandidate> findRecoverableOf(const fs::path& file, const fs::path& dataFolder) {
  std::vector<RecoveryCandidate> out;
  add(out, AutosavePlace::of(file, dataFolder), file);
  return out;
}

void beginRecovery(const RecoveryCandidate& candidate) {
  candidate.place.writeLock(AutosaveLock::ours(candidate.file, candidate.failedRecoveries + 1));
}

void recoverySucceeded(const RecoveryCandidate& candidate) {
  const std::optional<AutosaveLock> lock = candidate.place.readLock();
  if (lock && lock->isOurs() && lock->recoveries > 0) candidate.place.writeLock(AutosaveLock::ours(candidate.file));
}

void discardRecovery(const RecoveryCandidate& candidate) { candidate.place.remove(); }

}  // namespace fsm::desktop
