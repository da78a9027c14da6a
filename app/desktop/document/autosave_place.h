// Where a project is autosaved, and who does it: a hidden file beside the project (in the program's data folder for projects that
// have no file, or whose folder cannot be written to), and a lock beside that which names the process.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace fsm::desktop {

/// The process that has a project open.
struct AutosaveLock {
  int64_t process = 0;
  int64_t started = 0;  ///< by the system's clock of processes: numbers of processes are used again
  std::string host;
  std::filesystem::path file;  ///< the project; empty: never saved
  int recoveries = 0;          ///< that were begun from this autosave since one succeeded

  /// Of this process.
  static AutosaveLock ours(const std::filesystem::path& file, int recoveries = 0);
  bool isOurs() const;
  /// Whether the process lives. Of other hosts that cannot be known: it counts as living.
  bool lives() const;
};

struct AutosavePlace {
  std::filesystem::path sidecar;
  std::filesystem::path lock() const;

  /// For the project `file`; empty: a new place for one that was never saved.
  static AutosavePlace of(const std::filesystem::path& file, const std::filesystem::path& dataFolder);
  /// All that lie in the data folder.
  static std::vector<AutosavePlace> allIn(const std::filesystem::path& dataFolder);

  /// Nothing where there is none, or none that can be read.
  std::optional<AutosaveLock> readLock() const;
  /// Durable when it returns. Throws writeFailed.
  void writeLock(const AutosaveLock& lock) const;
  /// The autosave, what a killed writer left of it, and the lock.
  void remove() const;
  void removeAutosave() const;

  bool operator==(const AutosavePlace&) const = default;
};

}  // namespace fsm::desktop
