#include "reconstruction/model/random_access_file.h"

#include "reconstruction/core/error.h"
#include "reconstruction/model/message_text.h"

namespace fsm {

RandomAccessFile::RandomAccessFile(const std::filesystem::path& path) : name_(quotedForMessage(path.filename().string())) {
  std::error_code failure;
  const auto status = std::filesystem::status(path, failure);
  if (failure || !std::filesystem::exists(status))
    throw Error(ErrorCode::notFound, "There is no file " + quotedForMessage(path.string()) + ". Check the path.",
                failure.message());
  if (!std::filesystem::is_regular_file(status))
    throw Error(ErrorCode::badInput, quotedForMessage(path.string()) + " is not a file. Name the file that holds the weights.");
  stream_.open(path, std::ios::binary);
  size_ = std::filesystem::file_size(path, failure);
  if (!stream_ || failure)
    throw Error(ErrorCode::notFound, quotedForMessage(path.string()) + " cannot be read. Check its permissions.",
                failure.message());
}

void RandomAccessFile::readAt(uint64_t offset, std::span<uint8_t> into) {
  const bool inside = offset <= size_ && into.size() <= size_ - offset;
  if (inside) {
    stream_.clear();
    stream_.seekg(static_cast<std::streamoff>(offset));
    stream_.read(reinterpret_cast<char*>(into.data()), static_cast<std::streamsize>(into.size()));
  }
  if (!inside || !stream_)
    throw Error(ErrorCode::fileDamaged, name_ + " ends too early. Copy or download it again.",
                "wanted " + std::to_string(into.size()) + " bytes at " + std::to_string(offset) + " of " + std::to_string(size_));
}

}  // namespace fsm
