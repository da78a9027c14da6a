#include "app/jobs/gaussian_io.h"

#include "reconstruction/core/error.h"
#include "reconstruction/core/file.h"
#include "reconstruction/scene/project_file.h"
#include "reconstruction/scene/splat_files/splat_file.h"

namespace fsm::jobs {

namespace {

std::string versionNames(const std::vector<scene::GaussiansSummary>& versions) {
  std::string names;
  for (const scene::GaussiansSummary& version : versions) names += (names.empty() ? "" : ", ") + version.row.name;
  return names;
}

}  // namespace

bool isSplatSource(const std::filesystem::path& source) {
  return scene::hasSplatExtension(source) || source.filename() == "meta.json";  // loose SOG, which its reader refuses by name
}

bool hasGaussians(const std::filesystem::path& project) { return !scene::ProjectFile::open(project, true).gaussians().empty(); }

scene::GaussianScene loadGaussianScene(const std::filesystem::path& source, const std::string& version) {
  if (isSplatSource(source)) {
    if (!version.empty())
      throw Error(ErrorCode::badInput, quoted(source) + " is a splat file, which has no versions. Leave the version out.");
    return scene::readSplatFile(source);
  }
  const scene::ProjectFile project = scene::ProjectFile::open(source, true);
  const std::vector<scene::GaussiansSummary> versions = project.gaussians();
  if (versions.empty())
    throw Error(ErrorCode::badInput,
                quoted(source) + " holds no Gaussians. Make them: fsm reconstruct SOURCE -o SCENE.chrono --decoder gaussians.");
  if (version.empty()) return project.gaussianScene(versions.back().row.name);
  for (const scene::GaussiansSummary& candidate : versions)
    if (candidate.row.name == version) return project.gaussianScene(version);
  throw Error(ErrorCode::notFound,
              quoted(source) + " has no Gaussians called '" + version + "'. It has: " + versionNames(versions) + ".");
}

}  // namespace fsm::jobs
