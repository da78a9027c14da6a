// A folder for what another program needs on disk; gone with everything in it when this goes out of scope.
#pragma once

#include <filesystem>

namespace fsm::poses {

class ScratchFolder {
 public:
  /// In the system's folder for temporary files. Throws writeFailed.
  ScratchFolder();
  ~ScratchFolder();
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// Makes a folder within one's own. Throws writeFailed.
void makeFolder(const std::filesystem::path& folder);

}  // namespace fsm::poses
