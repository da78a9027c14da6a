// A folder under construction beside its final name: it appears with everything in it, or not at all.
#pragma once

#include <filesystem>

#include "reconstruction/core/parent_folders.h"

namespace fsm {

/// Throws badInput where `target` exists and is no empty folder, writeFailed where it cannot be made. For asking before long
/// work.
void checkNewFolder(const std::filesystem::path& target);

/// Write into `path`, then `commit`; destroyed without it, nothing is left.
class PendingFolder {
 public:
  /// Folders above `target` that are missing are made. Throws badInput as `checkNewFolder`, writeFailed.
  explicit PendingFolder(const std::filesystem::path& target);
  ~PendingFolder();
  PendingFolder(const PendingFolder&) = delete;
  PendingFolder& operator=(const PendingFolder&) = delete;

  const std::filesystem::path& path() const { return temporary_; }
  /// Gives the folder its name; it may replace an empty folder. Throws writeFailed.
  void commit();

 private:
  void discard() noexcept;

  std::filesystem::path target_;  ///< absolute, without a trailing slash
  ParentFolders parents_;
  std::filesystem::path temporary_;  ///< empty once committed
};

}  // namespace fsm
