// A project that is not saved yet: its database grows under a temporary name beside the final one and takes that name at its
// first commit. Until then an older project of the same name stays untouched.
#pragma once

#include <filesystem>

namespace fsm::scene {

class NewProject {
 public:
  /// Removes what killed programs left under temporary names of this project. Throws writeFailed when there is no such folder.
  explicit NewProject(const std::filesystem::path& finalPath);
  /// Removes the temporary file unless it was published.
  ~NewProject();
  NewProject(const NewProject&) = delete;
  NewProject& operator=(const NewProject&) = delete;

  const std::filesystem::path& temporaryPath() const { return temporaryPath_; }
  /// Renames the (closed) database to its final name. Throws writeFailed, also when another program is writing the project there.
  void publish();

 private:
  std::filesystem::path finalPath_, temporaryPath_;
};

}  // namespace fsm::scene
