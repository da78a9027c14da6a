// Files: whole reads with a size limit, and writes that leave the old or the new content, never half of it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "reconstruction/core/parent_folders.h"

namespace fsm {

/// The path between double quotes, as messages name it.
std::string quoted(const std::filesystem::path& path);

/// Throws notFound, or badInput when the path is no regular file or the file is larger than `limit` bytes.
std::string readTextFile(const std::filesystem::path& path, uint64_t limit = uint64_t{256} << 20);
std::vector<uint8_t> readBinaryFile(const std::filesystem::path& path, uint64_t limit = uint64_t{8} << 30);

/// Writes to a temporary name in the same folder, syncs, renames over `path`; folders above it that are missing are made. Throws
/// writeFailed (disk full, no permission) and then leaves nothing behind.
void writeFileAtomically(const std::filesystem::path& path, std::span<const uint8_t> bytes);
void writeFileAtomically(const std::filesystem::path& path, const std::string& text);

/// A file under construction beside its final name, for writers that need a path. Created empty; `commit` syncs it and renames it
/// over `target`; destroyed without `commit`, it is removed. Folders above it that are missing are made, and removed with it.
/// Throws writeFailed.
class PendingFile {
 public:
  explicit PendingFile(std::filesystem::path target);
  ~PendingFile();
  PendingFile(PendingFile&& other) noexcept;
  PendingFile& operator=(PendingFile&& other) noexcept;

  const std::filesystem::path& path() const { return temporary_; }
  const std::filesystem::path& target() const { return target_; }
  void commit();

 private:
  void discard() noexcept;

  std::filesystem::path target_;
  ParentFolders parents_;
  std::filesystem::path temporary_;  ///< empty once committed or moved from
};

}  // namespace fsm
