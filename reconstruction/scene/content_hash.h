// Recognises media that were moved or renamed: a hash of what is in a file or a folder, quick even for hours of video.
#pragma once

#include <filesystem>
#include <string>

namespace fsm::scene {

/// "sha256-sampled:" and 64 hexadecimal digits. SHA-256 over the size, the first and the last MiB and sixteen pieces of 64 KiB
/// evenly between (files up to 4 MiB: over all of it); of a folder: over the relative names and sampled contents of all files in
/// it, in order of their names. Neither the name of the file or folder itself nor times enter. Throws notFound, badInput (neither
/// file nor folder), fileDamaged (unreadable).
std::string contentHash(const std::filesystem::path& fileOrFolder);

}  // namespace fsm::scene
