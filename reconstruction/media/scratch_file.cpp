#include "reconstruction/media/scratch_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <string>

#include "reconstruction/core/error.h"
#include "reconstruction/core/file.h"

namespace fsm::media {
namespace {

[[noreturn]] void failed(const std::filesystem::path& beside, int reason) {
  throw Error(ErrorCode::writeFailed, "Not enough could be kept on the disk beside " + quoted(beside) + ": " +
                                          std::strerror(reason) + ". Free some space, choose a smaller size or another folder.");
}

}  // namespace

ScratchFile::ScratchFile(const std::filesystem::path& beside) : beside_(beside) {
  std::filesystem::path folder = beside.parent_path();
  if (folder.empty()) folder = ".";
  file_ = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (file_ >= 0) return;
  // File systems without nameless files: a name that is taken away at once.
  std::string name = (folder / ".frames-XXXXXX").string();
  file_ = ::mkostemp(name.data(), O_CLOEXEC);
  if (file_ < 0) failed(beside_, errno);
  ::unlink(name.c_str());
}

ScratchFile::~ScratchFile() { ::close(file_); }

void ScratchFile::append(std::span<const uint8_t> bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(file_, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) failed(beside_, count < 0 ? errno : ENOSPC);
    bytes = bytes.subspan(static_cast<size_t>(count));
  }
}

void ScratchFile::read(uint64_t offset, std::span<uint8_t> bytes) const {
  while (!bytes.empty()) {
    const ssize_t count = ::pread(file_, bytes.data(), bytes.size(), static_cast<off_t>(offset));
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) failed(beside_, count < 0 ? errno : EIO);
    bytes = bytes.subspan(static_cast<size_t>(count));
    offset += static_cast<uint64_t>(count);
  }
}

}  // namespace fsm::media
