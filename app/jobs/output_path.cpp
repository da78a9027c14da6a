#include "app/jobs/output_path.h"

#include <unistd.h>

#include "reconstruction/core/error.h"

namespace fsm::jobs {

namespace fs = std::filesystem;

namespace {

fs::path parentOf(const fs::path& path) { return path.has_parent_path() ? path.parent_path() : fs::path("."); }

void checkParent(const fs::path& path) {
  const fs::path parent = parentOf(path);
  std::error_code failed;
  if (!fs::is_directory(parent, failed))
    throw Error(ErrorCode::notFound, "The folder " + parent.string() + " does not exist. Make it first or write elsewhere.");
  if (access(parent.c_str(), W_OK) != 0)
    throw Error(ErrorCode::writeFailed,
                "The folder " + parent.string() + " cannot be written to. Write elsewhere or change its permissions.");
}

}  // namespace

void checkOutputFile(const fs::path& file) {
  std::error_code failed;
  if (file.filename().empty() || fs::is_directory(file, failed))
    throw Error(ErrorCode::badInput, file.string() + " is a folder. Give the name of a file to write.");
  checkParent(file);
}

PendingFolder::PendingFolder(fs::path target) : target_(std::move(target)) {
  if (target_.filename().empty()) target_ = parentOf(target_);  // a trailing slash
  std::error_code failed;
  if (fs::exists(target_, failed) && !(fs::is_directory(target_, failed) && fs::is_empty(target_, failed)))
    throw Error(ErrorCode::badInput, target_.string() + " exists and is not an empty folder. Give another name or remove it.");
  checkParent(target_);
  const fs::path temporary =
      parentOf(target_) / std::string(".").append(target_.filename().string()).append(".part").append(std::to_string(getpid()));
  fs::remove_all(temporary, failed);
  if (!fs::create_directory(temporary, failed))
    throw Error(ErrorCode::writeFailed, "The folder " + temporary.string() + " cannot be made. Write elsewhere.",
                failed.message());
  temporary_ = temporary;
}

PendingFolder::~PendingFolder() {
  std::error_code ignored;
  if (!temporary_.empty()) fs::remove_all(temporary_, ignored);
}

void PendingFolder::commit() {
  std::error_code failed;
  fs::remove(target_, failed);  // an empty folder of that name
  fs::rename(temporary_, target_, failed);
  if (failed) throw Error(ErrorCode::writeFailed, target_.string() + " cannot be written. Give another name.", failed.message());
  temporary_.clear();
}

}  // namespace fsm::jobs
