#include "app/desktop/operations/sample.h"

#include <QCoreApplication>
#include <QObject>
#include <algorithm>

#include "app/jobs/models.h"
#include "app/jobs/reconstruct_job.h"

namespace fsm::desktop {

namespace fs = std::filesystem;

namespace {

QString tr(const char* text) { return QCoreApplication::translate("fsm::desktop", text); }

/// Another model makes another scene.
fs::path cachedSample(const fs::path& folder) {
  constexpr size_t kDigits = 12;
  const std::string hash = jobs::modelHash({});  // its end, since it begins with the kind of hash
  return folder / ("sample-" + hash.substr(hash.size() - std::min(hash.size(), kDigits)) + ".chrono");
}

void openAndPlay(Workspace& workspace, Session& session, const fs::path& project) {
  auto* once = new QObject(&session);
  QObject::connect(&session, &Session::opened, once, [&workspace, once] {
    once->deleteLater();
    workspace.view.play();
  });
  session.openCopy(project);
}

}  // namespace

void showSample(Workspace& workspace, Session& session, const fs::path& cacheFolder) {
  const fs::path source = jobs::findResource("sample");
  if (source.empty()) return;
  Job job;
  job.title = tr("Prepare the sample scene");
  const auto project = std::make_shared<fs::path>();
  job.work = [source, cacheFolder, project](Progress& progress, JobFeedback&) {
    *project = cachedSample(cacheFolder);
    std::error_code failed;
    if (fs::exists(*project, failed)) return;
    jobs::ReconstructRequest request;
    request.source = source;
    request.project = *project;
    request.options.gaussians = true;
    jobs::reconstructJob(request, progress);
  };
  job.done = [&workspace, &session, project] {
    // Not over what was opened meanwhile.
    const Project& now = workspace.document.project();
    if (!now.capture && now.versions.empty()) openAndPlay(workspace, session, *project);
  };
  workspace.jobs.start(std::move(job));
}

}  // namespace fsm::desktop
