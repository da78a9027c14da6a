#include "app/jobs/content_hash.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <vector>

namespace fsm::jobs {

namespace fs = std::filesystem;

namespace {

class Fnv1a {
 public:
  void add(const char* bytes, size_t count) {
    for (size_t i = 0; i < count; ++i) state_ = (state_ ^ static_cast<unsigned char>(bytes[i])) * 0x100000001b3ULL;
  }
  void add(const std::string& text) { add(text.data(), text.size()); }
  uint64_t value() const { return state_; }

 private:
  uint64_t state_ = 0xcbf29ce484222325ULL;
};

void addFile(const fs::path& file, Fnv1a& hash) {
  constexpr std::streamoff kPiece = 64 << 10;
  std::error_code failed;
  const auto size = static_cast<std::streamoff>(fs::file_size(file, failed));
  if (failed) return;
  hash.add(std::to_string(size));
  std::ifstream stream(file, std::ios::binary);
  std::vector<char> piece(kPiece);
  const auto addFrom = [&](std::streamoff offset) {
    stream.clear();
    stream.seekg(offset);
    stream.read(piece.data(), kPiece);
    hash.add(piece.data(), static_cast<size_t>(stream.gcount()));
  };
  addFrom(0);
  if (size > kPiece) addFrom(std::max(kPiece, size - kPiece));
}

std::vector<fs::path> filesBelow(const fs::path& folder) {
  constexpr size_t kMostFiles = 20000;
  std::vector<fs::path> files;
  std::error_code failed;
  for (fs::recursive_directory_iterator entry(folder, failed), end; !failed && entry != end && files.size() < kMostFiles; entry.increment(failed)) {
    std::error_code ignored;
    if (entry->is_regular_file(ignored)) files.push_back(entry->path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

std::string contentHash(const fs::path& source) {
  std::error_code failed;
  Fnv1a hash;
  if (fs::is_directory(source, failed)) {
    for (const fs::path& file : filesBelow(source)) {
      hash.add(file.lexically_relative(source).generic_string());
      addFile(file, hash);
    }
  } else if (fs::is_regular_file(source, failed)) {
    addFile(source, hash);
  } else {
    return {};
  }
  char text[17];
  std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(hash.value()));
  return text;
}

}  // namespace fsm::jobs
