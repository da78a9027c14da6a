#include "reconstruction/core/file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <fstream>
#include <system_error>
#include <utility>

#include "reconstruction/core/error.h"

namespace fsm {
namespace {

namespace fs = std::filesystem;

Error writeError(const fs::path& path, int code) {
  const std::string reason = std::generic_category().message(code);
  const char* advice = code == ENOSPC || code == EDQUOT ? "Free some space on the disk and try again."
                                                        : "Check that the folder may be written to, then try again.";
  return Error(ErrorCode::writeFailed, "Cannot write " + quoted(path) + ": " + reason + ". " + advice);
}

/// Size of a regular file no larger than `limit`.
uint64_t checkedSize(const fs::path& path, uint64_t limit) {
  std::error_code failure;
  const fs::file_status status = fs::status(path, failure);
  if (!fs::exists(status))
    throw Error(ErrorCode::notFound, "There is no file " + quoted(path) + ". Check the name and the folder.");
  if (!fs::is_regular_file(status))
    throw Error(ErrorCode::badInput, quoted(path) + " is not a file. Name a file, not a folder or a device.");
  const uint64_t size = fs::file_size(path, failure);
  if (failure)
    throw Error(ErrorCode::notFound, "Cannot read " + quoted(path) + ". Check that you may read it.", failure.message());
  if (size > limit)
    throw Error(ErrorCode::badInput, quoted(path) + " is larger than this kind of file can sensibly be (" + std::to_string(size) +
                                         " bytes, at most " + std::to_string(limit) + "). Check that it is the right file.");
  return size;
}

template <typename Bytes>
Bytes readWhole(const fs::path& path, uint64_t limit) {
  Bytes bytes;
  bytes.resize(checkedSize(path, limit));
  std::ifstream stream(path, std::ios::binary);
  if (!stream) throw Error(ErrorCode::notFound, "Cannot open " + quoted(path) + ". Check that you may read it.");
  stream.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  if (static_cast<uint64_t>(stream.gcount()) != bytes.size())
    throw Error(ErrorCode::fileDamaged, "Reading " + quoted(path) + " stopped before its end. Check the disk and try again.");
  return bytes;
}

/// A descriptor that closes itself; `close` reports what the system says at that moment.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int number() const { return number_; }
  bool close() { return ::close(std::exchange(number_, -1)) == 0; }

 private:
  int number_;
};

fs::path temporaryName(const fs::path& target) {
  static std::atomic<unsigned> serial{0};
  std::string name = ".";
  name += target.filename().string();
  name += '.' + std::to_string(::getpid()) + '-' + std::to_string(serial.fetch_add(1));
  name += ".part";
  return target.parent_path() / name;
}

/// So that the rename itself survives a power cut. Some file systems refuse to sync folders: then there is nothing more to do.
void syncFolderOf(const fs::path& path) {
  const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
  const Descriptor descriptor(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (descriptor.number() >= 0) ::fsync(descriptor.number());
}

/// Asked before a folder above it is made.
fs::path checkedTarget(fs::path target) {
  std::error_code ignored;
  if (!target.has_filename() || fs::is_directory(target, ignored)) throw writeError(target, EISDIR);
  return target;
}

}  // namespace

std::string quoted(const fs::path& path) {
  std::string out(1, '"');
  out += path.string();
  out += '"';
  return out;
}

std::string readTextFile(const fs::path& path, uint64_t limit) { return readWhole<std::string>(path, limit); }

std::vector<uint8_t> readBinaryFile(const fs::path& path, uint64_t limit) { return readWhole<std::vector<uint8_t>>(path, limit); }

void writeFileAtomically(const fs::path& path, std::span<const uint8_t> bytes) {
  PendingFile pending(path);
  Descriptor descriptor(::open(pending.path().c_str(), O_WRONLY | O_CLOEXEC));
  if (descriptor.number() < 0) throw writeError(path, errno);
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor.number(), bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) throw writeError(path, written < 0 ? errno : ENOSPC);
    bytes = bytes.subspan(static_cast<size_t>(written));
  }
  if (!descriptor.close()) throw writeError(path, errno);
  pending.commit();
}

void writeFileAtomically(const fs::path& path, const std::string& text) {
  writeFileAtomically(path, std::span(reinterpret_cast<const uint8_t*>(text.data()), text.size()));
}

PendingFile::PendingFile(fs::path target)
    : target_(checkedTarget(std::move(target))), parents_(target_), temporary_(temporaryName(target_)) {
  Descriptor descriptor(::open(temporary_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
  if (descriptor.number() < 0) throw writeError(target_, errno);
}

PendingFile::~PendingFile() { discard(); }

PendingFile::PendingFile(PendingFile&& other) noexcept
    : target_(std::move(other.target_)), parents_(std::move(other.parents_)), temporary_(std::exchange(other.temporary_, {})) {}

PendingFile& PendingFile::operator=(PendingFile&& other) noexcept {
  if (this != &other) {
    discard();
    target_ = std::move(other.target_);
    parents_ = std::move(other.parents_);
    temporary_ = std::exchange(other.temporary_, {});
  }
  return *this;
}

void PendingFile::commit() {
  if (temporary_.empty()) throw Error(ErrorCode::internal, "The file " + quoted(target_) + " was already written.");
  Descriptor descriptor(::open(temporary_.c_str(), O_RDONLY | O_CLOEXEC));
  if (descriptor.number() < 0 || ::fsync(descriptor.number()) != 0 || !descriptor.close()) throw writeError(target_, errno);
  if (::rename(temporary_.c_str(), target_.c_str()) != 0) throw writeError(target_, errno);
  temporary_.clear();
  parents_.keep();
  syncFolderOf(target_);
}

void PendingFile::discard() noexcept {
  if (!temporary_.empty()) ::unlink(temporary_.c_str());
  temporary_.clear();
}

}  // namespace fsm
