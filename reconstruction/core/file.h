// Files: whole reads with a size limit, and writes that leave the old or the new content, never half of it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace fsm {

/// Throws notFound, or badInput when the file is larger than `limit` bytes.
std::string readTextFile(const std::filesystem::path& path, uint64_t limit = uint64_t{256} << 20);
std::vector<uint8_t> readBinaryFile(const std::filesystem::path& path, uint64_t limit = uint64_t{8} << 30);

/// Writes to a temporary name in the same folder, syncs, renames over `path`. Throws writeFailed (disk full, no permission) and then leaves no file behind.
void writeFileAtomically(const std::filesystem::path& path, std::span<const uint8_t> bytes);
void writeFileAtomically(const std::filesystem::path& path, const std::string& text);

}  // namespace fsm
