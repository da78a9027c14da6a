#include "app/desktop/operations/import_flow.h"

#include <QCoreApplication>
#include <memory>
#include <vector>

#include "app/desktop/operations/reconstruct.h"
#include "reconstruction/core/error.h"

namespace fsm::desktop {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("fsm::desktop", text); }

void reconstructWithGaussians(Workspace& workspace) {
  jobs::ReconstructOptions options;
  options.gaussians = true;
  reconstruct(workspace, options);
}

/// Whether the source knows its cameras already. Opens and indexes media: for a job.
bool knowsCameras(const std::vector<std::filesystem::path>& sources) {
  return sources.size() == 1 && jobs::importSources(sources).posed();
}

}  // namespace

void importAndReconstruct(Workspace& workspace, const QStringList& sources, const std::filesystem::path& dataFolder) {
  std::vector<std::filesystem::path> paths;
  for (const QString& source : sources) paths.emplace_back(source.toStdString());
  Job look;
  look.title = tr("Look at footage");
  look.lane = Lane::light;
  look.quiet = true;
  const auto posed = std::make_shared<bool>(false);
  look.work = [paths, posed](Progress&, JobFeedback&) { *posed = knowsCameras(paths); };
  look.done = [&workspace, paths, posed, dataFolder] {
    const auto next = [&workspace] { reconstructWithGaussians(workspace); };
    if (*posed) {
      openCapture(workspace, paths.front(), next);
      return;
    }
    jobs::ImportRequest request;
    request.sources = paths;
    request.folder = captureFolderFor(paths.front(), dataFolder);
    importFootage(workspace, request, [next](const jobs::ImportResult&) { next(); });
  };
  workspace.jobs.start(std::move(look));
}

}  // namespace fsm::desktop
