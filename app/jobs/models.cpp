#include "app/jobs/models.h"

#include <vector>

#include "reconstruction/core/error.h"

namespace fsm::jobs {

namespace fs = std::filesystem;

namespace {

/// Folders that may hold resources, the nearest to the program first: a build tree lies some levels below the checkout, an
/// installed program has a `share` beside its `bin`, or above its folder in `lib`.
std::vector<fs::path> resourceRoots() {
  std::vector<fs::path> roots;
  std::error_code failed;
  const fs::path program = fs::read_symlink("/proc/self/exe", failed);
  if (failed) return roots;
  fs::path folder = program.parent_path();
  constexpr int kLevels = 5;
  for (int level = 0; level < kLevels; ++level, folder = folder.parent_path()) {
    roots.push_back(folder / "resources");
    roots.push_back(folder / "share" / "chronoscope");
    if (folder == folder.parent_path()) break;
  }
  return roots;
}

}  // namespace

fs::path findResource(const fs::path& name) {
  for (const fs::path& root : resourceRoots()) {
    std::error_code failed;
    if (fs::exists(root / name, failed)) return root / name;
  }
  return {};
}

fs::path findModel(const std::string& request) {
  std::error_code failed;
  if (!request.empty() && fs::exists(request, failed)) return fs::path(request);
  const fs::path name = request.empty() ? fs::path(kDefaultModel) : fs::path(request);
  // A name with a folder in it is a path that is wrong, not the name of a bundled model.
  if (!name.has_parent_path()) {
    fs::path found = findResource(fs::path("models") / name);
    if (!found.empty()) return found;
  }
  if (!request.empty())
    throw Error(ErrorCode::notFound,
                "There is no model '" + request +
                    "'. Give a model folder, a .safetensors file, an official .pth checkpoint or the name of a bundled model.");
  std::string places;
  for (const fs::path& root : resourceRoots()) places += (places.empty() ? "" : ", ") + (root / "models" / name).string();
  throw Error(ErrorCode::notFound, "The default model is not beside this program. Give one with --model.", "looked at " + places);
}

}  // namespace fsm::jobs
