// A file read piece by piece at given offsets, so that large checkpoints go straight into their tensors.
#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <span>
#include <string>

namespace fsm {

class RandomAccessFile {
 public:
  /// Throws notFound when there is no readable file, badInput when it is not a regular file.
  explicit RandomAccessFile(const std::filesystem::path& path);

  uint64_t size() const { return size_; }
  /// File name without its folder, in quotes, for messages.
  const std::string& name() const { return name_; }
  /// Fills `into` from `offset`. Throws fileDamaged when the file ends before.
  void readAt(uint64_t offset, std::span<uint8_t> into);

 private:
  std::ifstream stream_;
  uint64_t size_ = 0;
  std::string name_;
};

}  // namespace fsm
