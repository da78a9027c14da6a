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

}  // namespace fsm::jobs
