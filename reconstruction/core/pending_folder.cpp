#include "reconstruction/core/pending_folder.h"

#include <spdlog/fmt/fmt.h>
#include <unistd.h>

#include <atomic>
#include <string>

#include "reconstruction/core/error.h"
#include "reconstruction/core/file.h"

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
      "The folder " + quoted(folder) + " cannot be made. Check the disk's free space and your permission, or write elsewhere.",
      failure.message()};
}

}  // namespace

void checkNewFolder(const fs::path& target) {
  std::error_code failed;
  if (!fs::exists(target, failed)) return checkParentFolders(withoutTrailingSlash(target));
  if (!fs::is_directory(target, failed) || !fs::is_empty(target, failed))
    throw Error(ErrorCode::badInput,
                quoted(target) + " already exists and is not an empty folder. Choose another name, or remove it.");
}

PendingFolder::PendingFolder(const fs::path& target)
    : target_((checkNewFolder(target), withoutTrailingSlash(target))), parents_(target_) {
  // Two at once in one process must not share a temporary name.
  static std::atomic<int> counter{0};
  std::error_code failed;
  const std::string name = fmt::format(".{}.partial-{}-{}", target_.filename().string(), ::getpid(), counter++);
  const fs::path temporary = target_.parent_path() / name;
  if (!fs::create_directory(temporary, failed)) throw writeFailed(target_, failed);
  temporary_ = temporary;
}

PendingFolder::~PendingFolder() { discard(); }

void PendingFolder::commit() {
  std::error_code failed;
  fs::rename(temporary_, target_, failed);
  if (failed) throw writeFailed(target_, failed);
  temporary_.clear();
  parents_.keep();
}

void PendingFolder::discard() noexcept {
  std::error_code ignored;
  if (!temporary_.empty()) fs::remove_all(temporary_, ignored);
}

}  // namespace fsm
