#include "reconstruction/core/pending_folder.h"

#include <spdlog/fmt/fmt.h>
#include <unistd.h>

#include <atomic>
#include <string>

#include "reconstruction/core/error.h"

namespace fsm {

namespace fs = std::filesystem;

namespace {

fs::path withoutTrailingSlash(const fs::path& folder) {
  const fs::path normal = fs::absolute(folder).lexically_normal();
  return normal.has_filename() ? normal : normal.parent_path();
}

Error writeFailed(const fs::path& folder, const std::error_code& failure) {
  return {
      ErrorCode::writeFailed,
      "The folder '" + folder.string() + "' cannot be made. Check the disk's free space and your permission, or write elsewhere.",
      failure.message()};
}

}  // namespace

void checkNewFolder(const fs::path& target) {
  std::error_code failed;
  if (!fs::exists(target, failed)) return;
  if (!fs::is_directory(target, failed) || !fs::is_empty(target, failed))
    throw Error(ErrorCode::badInput,
                "'" + target.string() + "' already exists and is not an empty folder. Choose another name, or remove it.");
}

PendingFolder::PendingFolder(const fs::path& target) : target_(withoutTrailingSlash(target)) {
  checkNewFolder(target);
  try {
    make();
  } catch (...) {
    discard();
    throw;
  }
}

PendingFolder::~PendingFolder() { discard(); }

void PendingFolder::make() {
  // Two at once in one process must not share a temporary name.
  static std::atomic<int> counter{0};
  std::error_code failed;
  for (fs::path above = target_.parent_path(); !fs::exists(above, failed) && above.has_relative_path();
       above = above.parent_path())
    madeParents_.push_back(above);
  if (!madeParents_.empty()) fs::create_directories(madeParents_.front(), failed);
  if (failed) throw writeFailed(target_, failed);
  const std::string name = fmt::format(".{}.partial-{}-{}", target_.filename().string(), ::getpid(), counter++);
  const fs::path temporary = target_.parent_path() / name;
  if (!fs::create_directory(temporary, failed)) throw writeFailed(target_, failed);
  temporary_ = temporary;
}

void PendingFolder::commit() {
  std::error_code failed;
  fs::rename(temporary_, target_, failed);
  if (failed) throw writeFailed(target_, failed);
  temporary_.clear();
  madeParents_.clear();
}

void PendingFolder::discard() noexcept {
  std::error_code ignored;
  if (!temporary_.empty()) fs::remove_all(temporary_, ignored);
  // Only those that nobody has put anything into since.
  for (const fs::path& parent : madeParents_) fs::remove(parent, ignored);
}

}  // namespace fsm
