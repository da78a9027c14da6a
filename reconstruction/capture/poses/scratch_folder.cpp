#include "reconstruction/capture/poses/scratch_folder.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <system_error>

#include "reconstruction/core/error.h"
#include "reconstruction/core/file.h"

namespace fsm::poses {
namespace {

Error cannotMake(const std::filesystem::path& folder, const std::string& reason) {
  return {ErrorCode::writeFailed,
          "The folder " + quoted(folder) +
              " for temporary files cannot be made. Free some space on that disk, or name another "
              "folder in TMPDIR.",
          reason};
}

}  // namespace

ScratchFolder::ScratchFolder() {
  std::error_code failed;
  const std::filesystem::path parent = std::filesystem::temp_directory_path(failed);
  std::string name = ((failed ? std::filesystem::path("/tmp") : parent) / "chronoscope-poses-XXXXXX").string();
  if (!mkdtemp(name.data())) throw cannotMake(name, std::strerror(errno));
  path_ = name;
}

ScratchFolder::~ScratchFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

void makeFolder(const std::filesystem::path& folder) {
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  if (failed) throw cannotMake(folder, failed.message());
}

}  // namespace fsm::poses
