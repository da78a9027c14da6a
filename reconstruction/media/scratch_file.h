// Bytes that wait on the disk, beside a file that is to be written: without a name, so that nothing is left whatever happens.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>

namespace fsm::media {

class ScratchFile {
 public:
  /// In the folder of `beside`, which must exist. Throws writeFailed.
  explicit ScratchFile(const std::filesystem::path& beside);
  ~ScratchFile();
  ScratchFile(const ScratchFile&) = delete;
  ScratchFile& operator=(const ScratchFile&) = delete;

  /// Throws writeFailed (full disk).
  void append(std::span<const uint8_t> bytes);
  /// All of `bytes` from `offset` on. Throws writeFailed where they are not there.
  void read(uint64_t offset, std::span<uint8_t> bytes) const;

 private:
  std::filesystem::path beside_;
  int file_ = -1;
};

}  // namespace fsm::media
