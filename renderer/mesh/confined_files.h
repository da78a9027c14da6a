// The files that a model may name: those of its own folder and below, and nothing else of the machine.
#pragma once

#include <assimp/DefaultIOSystem.h>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace fsm::renderer {

/// The existing regular file that `named` means, seen from `folder`, if it lies (links followed) in that folder or below. Takes
/// back slashes, percent escapes, and of a path from elsewhere (absolute, as FBX files hold it) its last part.
std::optional<std::filesystem::path> fileBeside(const std::filesystem::path& folder, const std::string& named);

/// Assimp's view of the disk while it reads `model`: that file and those that fileBeside allows, for reading.
class ConfinedFiles : public Assimp::DefaultIOSystem {
 public:
  explicit ConfinedFiles(const std::filesystem::path& model);
  bool Exists(const char* file) const override;
  Assimp::IOStream* Open(const char* file, const char* mode = "rb") override;
  /// Names asked for in vain, as the model writes them.
  const std::vector<std::string>& missing() const { return missing_; }

 private:
  std::optional<std::filesystem::path> allowed(const char* file) const;

  std::filesystem::path model_, folder_;
  std::vector<std::string> missing_;
};

}  // namespace fsm::renderer
