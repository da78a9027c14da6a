// Where results go: checked before long work, and written whole or not at all.
#pragma once

#include <filesystem>

namespace fsm::jobs {

/// The folder of `file` exists and can be written to, and `file` is not a folder. Throws badInput, notFound, writeFailed.
void checkOutputFile(const std::filesystem::path& file);

/// A folder that gets its name only when everything is in it.
class PendingFolder {
 public:
  /// `target` must not exist or be empty. Throws badInput, notFound, writeFailed.
  explicit PendingFolder(std::filesystem::path target);
  ~PendingFolder();
  PendingFolder(const PendingFolder&) = delete;
  PendingFolder& operator=(const PendingFolder&) = delete;

  const std::filesystem::path& path() const { return temporary_; }
  /// Throws writeFailed.
  void commit();

 private:
  std::filesystem::path target_;
  std::filesystem::path temporary_;  ///< empty once committed
};

}  // namespace fsm::jobs
