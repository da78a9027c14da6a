// A fingerprint of a capture's files: tells moved media from other media. Not cryptographic.
#pragma once

#include <filesystem>
#include <string>

namespace fsm::jobs {

/// 16 hexadecimal digits (FNV-1a) over the relative names, sizes, first and last 64 KiB of a file, or of all files below a folder in the order of
/// their names. Empty when `source` is not there. Folders of more than 20000 files count their first ones only.
std::string contentHash(const std::filesystem::path& source);

}  // namespace fsm::jobs
