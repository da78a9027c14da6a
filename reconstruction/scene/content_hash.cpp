#include "reconstruction/scene/content_hash.h"

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <fstream>
#include <memory>
#include <span>
#include <vector>

#include "reconstruction/core/error.h"

namespace fsm::scene {

namespace {

namespace fs = std::filesystem;

constexpr uint64_t kWholeFileBytes = uint64_t{4} << 20;
constexpr uint64_t kEndBytes = uint64_t{1} << 20;
constexpr uint64_t kSampleBytes = uint64_t{64} << 10;
constexpr uint64_t kSamples = 16;

class Sha256 {
 public:
  Sha256() : context_(EVP_MD_CTX_new()) { check(context_ ? EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr) : 0); }

  void add(std::span<const uint8_t> bytes) { check(EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size())); }
  /// With its length in front, so that neighbouring texts cannot be confused.
  void add(const std::string& text) {
    add(static_cast<uint64_t>(text.size()));
    add(std::span(reinterpret_cast<const uint8_t*>(text.data()), text.size()));
  }
  void add(uint64_t number) {
    std::array<uint8_t, 8> bytes{};
    for (size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<uint8_t>(number >> (8 * i));
    add(std::span<const uint8_t>(bytes));
  }
  std::string hexadecimal() {
    std::array<uint8_t, 32> digest{};
    check(EVP_DigestFinal_ex(context_.get(), digest.data(), nullptr));
    std::string out;
    for (const uint8_t byte : digest) {
      out += "0123456789abcdef"[byte >> 4];
      out += "0123456789abcdef"[byte & 15];
    }
    return out;
  }

 private:
  static void check(int ok) {
    if (ok != 1) throw Error(ErrorCode::internal, "The SHA-256 of the system's OpenSSL does not work. Please report this.");
  }
  struct Free {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
  };
  std::unique_ptr<EVP_MD_CTX, Free> context_;
};

[[noreturn]] void unreadable(const fs::path& path) {
  throw Error(ErrorCode::fileDamaged,
              "\"" + path.string() + "\" cannot be read. Check its permissions and that the disk is connected.");
}

void addPart(Sha256& hash, std::ifstream& stream, uint64_t offset, uint64_t count, const fs::path& path) {
  std::vector<uint8_t> bytes(count);
  stream.seekg(static_cast<std::streamoff>(offset));
  stream.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(count));
  if (!stream) unreadable(path);
  hash.add(std::span<const uint8_t>(bytes));
}

void addFile(Sha256& hash, const fs::path& path) {
  std::error_code failure;
  const uint64_t size = fs::file_size(path, failure);
  std::ifstream stream(path, std::ios::binary);
  if (failure || !stream) unreadable(path);
  hash.add(size);
  if (size <= kWholeFileBytes) return addPart(hash, stream, 0, size, path);
  addPart(hash, stream, 0, kEndBytes, path);
  // The pieces start at even distances in what lies between the two ends.
  const uint64_t room = size - 2 * kEndBytes - kSampleBytes;
  for (uint64_t i = 0; i < kSamples; ++i) addPart(hash, stream, kEndBytes + room / (kSamples - 1) * i, kSampleBytes, path);
  addPart(hash, stream, size - kEndBytes, kEndBytes, path);
}

/// Relative names (with '/') of all regular files below a folder, sorted by bytes. Links to folders are not followed: they could
/// lead in circles.
std::vector<std::string> filesBelow(const fs::path& folder) {
  std::vector<std::string> names;
  std::error_code failure;
  for (fs::recursive_directory_iterator it(folder, failure), end; !failure && it != end; it.increment(failure)) {
    std::error_code ignored;
    if (it->is_regular_file(ignored)) names.push_back(it->path().lexically_relative(folder).generic_string());
  }
  if (failure) unreadable(folder);
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace

std::string contentHash(const fs::path& fileOrFolder) {
  std::error_code failure;
  const auto status = fs::status(fileOrFolder, failure);
  if (!fs::exists(status))
    throw Error(ErrorCode::notFound, "There is nothing at \"" + fileOrFolder.string() + "\". Check the path.");
  Sha256 hash;
  if (fs::is_regular_file(status)) {
    addFile(hash, fileOrFolder);
  } else if (fs::is_directory(status)) {
    for (const std::string& name : filesBelow(fileOrFolder)) {
      hash.add(name);
      addFile(hash, fileOrFolder / name);
    }
  } else {
    throw Error(ErrorCode::badInput,
                "\"" + fileOrFolder.string() + "\" is neither a file nor a folder. Choose a video or a folder.");
  }
  return "sha256-sampled:" + hash.hexadecimal();
}

}  // namespace fsm::scene
