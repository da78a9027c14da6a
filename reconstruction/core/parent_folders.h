// The folders above a result: made when they are missing, and taken away again when the result does not come to be.
#pragma once

#include <filesystem>
#include <vector>

namespace fsm {

/// Throws writeFailed where the folder of `target` can neither be written to nor be made. Makes nothing: for asking before long
/// work.
void checkParentFolders(const std::filesystem::path& target);

/// Makes the missing folders above `target`; destroyed without `keep`, those that are still empty are removed.
class ParentFolders {
 public:
  /// Throws writeFailed and then leaves nothing.
  explicit ParentFolders(const std::filesystem::path& target);
  ~ParentFolders();
  ParentFolders(ParentFolders&& other) noexcept;
  ParentFolders& operator=(ParentFolders&& other) noexcept;

  /// The result is there.
  void keep() noexcept { made_.clear(); }

 private:
  void discard() noexcept;

  std::vector<std::filesystem::path> made_;  ///< innermost first
};

}  // namespace fsm
