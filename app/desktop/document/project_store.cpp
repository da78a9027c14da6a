#include "app/desktop/document/project_store.h"

#include <QCoreApplication>
#include <algorithm>
#include <map>

#include "app/desktop/document/project_reader.h"
#include "app/desktop/document/project_writer.h"
#include "app/jobs/gaussian_io.h"
#include "app/jobs/project_media.h"
#include "reconstruction/core/error.h"
#include "reconstruction/core/file.h"
#include "reconstruction/scene/content_hash.h"

namespace fsm::desktop {

namespace fs = std::filesystem;

namespace {

QString nameOf(const fs::path& file) { return QString::fromStdString(quoted(file)); }

/// Every capture of a project, of its footage and of what was reconstructed.
template <typename Visit>
void visitCaptures(const Project& project, Visit visit) {
  if (project.capture) visit(*project.capture);
  for (const Version& version : project.versions)
    if (version.scene) visit(version.scene->capture);
}

bool isThere(const fs::path& path) {
  std::error_code failed;
  return !path.empty() && fs::exists(path, failed);
}

Capture moved(const Capture& capture, const fs::path& place, const std::string& hash) {
  Capture out = capture;
  out.source = place.generic_string();
  jobs::attachMedia(out, {place}, hash);
  return out;
}

}  // namespace

OpenedProject ProjectStore::open(const fs::path& file, Progress& progress) {
  OpenedProject opened;
  if (jobs::isSplatSource(file)) {
    opened.project = readSplatProject(file, progress);
    return opened;
  }
  ReadProject read = readProject(state_, file, {}, progress);
  opened.project = std::move(read.project);
  opened.notes = std::move(read.notes);
  findFootage(opened, file, progress);
  return opened;
}

OpenedProject ProjectStore::openAutosave(const fs::path& sidecar, const fs::path& file, Progress& progress) {
  ReadProject read = readProject(state_, sidecar, file, progress);
  OpenedProject opened{std::move(read.project), std::move(read.notes), {}};
  findFootage(opened, file.empty() ? sidecar : file, progress);
  return opened;
}

void ProjectStore::save(const Project& project, const fs::path& file, const fs::path& openFile, Progress& progress) {
  WriteTarget target{file, {}, {}, false};
  const bool elsewhere =
      fs::absolute(file).lexically_normal() != fs::absolute(openFile.empty() ? file : openFile).lexically_normal();
  if (elsewhere) target.original = openFile;
  // What lies there belongs to another project, which the artist has agreed to replace.
  target.replace = elsewhere || openFile.empty();
  writeProject(state_, project, target, progress);
}

void ProjectStore::autosave(const Project& project, const fs::path& sidecar, const fs::path& file, Progress& progress) {
  writeProject(state_, project, {sidecar, file, {}, false}, progress);
}

std::vector<MissingMedia> ProjectStore::missingMedia(const Project& project) {
  std::vector<MissingMedia> missing;
  visitCaptures(project, [&](const Capture& capture) {
    if (capture.source.empty() || isThere(capture.source)) return;
    const MissingMedia one{capture.source, state_.footageHash(capture)};
    if (std::find(missing.begin(), missing.end(), one) == missing.end()) missing.push_back(one);
  });
  return missing;
}

Project ProjectStore::relocate(const Project& project, const MissingMedia& media, const fs::path& replacement, bool acceptOther) {
  const std::string hash = scene::contentHash(replacement);
  if (hash != media.contentHash && !media.contentHash.empty() && !acceptOther)
    throw Error(ErrorCode::badInput,
                QCoreApplication::translate(
                    "fsm::desktop::ProjectStore",
                    "%1 is not the footage that the project was made from. Choose the file or folder that was %2.")
                    .arg(nameOf(replacement), nameOf(media.expected))
                    .toStdString());
  Project out = project;
  const auto concerns = [&](const Capture& capture) { return fs::path(capture.source) == media.expected; };
  if (out.capture && concerns(*out.capture)) {
    out.capture = std::make_shared<const Capture>(moved(*out.capture, replacement, hash));
    state_.setFootageHash(*out.capture, hash);
  }
  std::map<const jobs::Scene*, std::shared_ptr<const jobs::Scene>> replaced;
  for (Version& version : out.versions) {
    if (!version.scene || !concerns(version.scene->capture)) continue;
    auto& scene = replaced[version.scene.get()];
    if (!scene) {
      const std::string id = state_.idOf(version.scene);
      scene = std::make_shared<const jobs::Scene>(jobs::Scene{
          moved(version.scene->capture, replacement, hash), version.scene->plan, version.scene->memory, version.scene->settings});
      state_.setId(scene, id);
      state_.setFootageHash(scene->capture, hash);
    }
    version.scene = scene;
  }
  return out;
}

void ProjectStore::findFootage(OpenedProject& opened, const fs::path& file, Progress& progress) {
  for (const MissingMedia& media : missingMedia(opened.project)) {
    const fs::path folder = fs::absolute(file).parent_path();
    const std::optional<fs::path> found = findMoved(media, {folder, media.expected.parent_path()}, progress);
    if (!found) {
      opened.missing.push_back(media);
      continue;
    }
    opened.project = relocate(opened.project, media, *found);
    opened.notes.push_back(QCoreApplication::translate("fsm::desktop::ProjectStore", "The footage %1 was found as %2.")
                               .arg(nameOf(media.expected), nameOf(*found)));
  }
}

}  // namespace fsm::desktop
