#include "app/jobs/output_path.h"

#include "reconstruction/core/error.h"
#include "reconstruction/core/file.h"
#include "reconstruction/core/parent_folders.h"

namespace fsm::jobs {

void checkOutputFile(const std::filesystem::path& file) {
  std::error_code failed;
  if (file.filename().empty() || std::filesystem::is_directory(file, failed))
    throw Error(ErrorCode::badInput, quoted(file) + " is a folder. Give the name of a file to write.");
  checkParentFolders(file);
}

}  // namespace fsm::jobs
