#include "app/desktop/operations/sample.h"

#include <QCoreApplication>
#include <algorithm>
#include <memory>
#include <utility>

#include "app/jobs/import_job.h"
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

/// The frames as they were filmed, until there is a scene.
void playFrames(Workspace& workspace, std::shared_ptr<const Capture> capture) {
  Project project;
  const auto [from, to] = capture->timeRange();
  project.animation = animation::newAnimation({from, to}, project.animation.fps);
  project.capture = std::move(capture);
  workspace.document.reset(std::move(project), {});
  workspace.view.setDecoder(Decoder::input);
  workspace.view.play();
}

void openAndPlay(Workspace& workspace, Session& session, const fs::path& project) {
  session.openCopy(project, [&workspace] {
    workspace.view.setDecoder(Decoder::splats);
    workspace.view.play();
  });
}

/// The artist went on with something else, or with the frames.
void tellReady(Workspace& workspace, Session& session, const fs::path& project) {
  workspace.messages.show(
      {Message::Level::info, tr("The sample scene is ready."), {}, {}, tr("Open it"), [&workspace, &session, project] {
         openAndPlay(workspace, session, project);
       }});
}

/// What the sample has shown so far, so that it does not go over what was opened meanwhile.
class Stage {
 public:
  explicit Stage(Workspace& workspace) : workspace_(workspace) {}

  bool isOurs() const {
    const Project& now = workspace_.document.project();
    return !workspace_.document.modified() && now.versions.empty() && now.capture == capture_;
  }
  void show(std::shared_ptr<const Capture> capture) {
    if (!isOurs()) return;
    capture_ = std::move(capture);
    playFrames(workspace_, capture_);
  }

 private:
  Workspace& workspace_;
  std::shared_ptr<const Capture> capture_;
};

}  // namespace

void showSample(Workspace& workspace, Session& session, const fs::path& cacheFolder) {
  const fs::path source = jobs::findResource("sample");
  if (source.empty()) return;
  Job job;
  job.title = tr("Prepare the sample scene");
  job.expendable = true;
  const auto project = std::make_shared<fs::path>();
  const auto stage = std::make_shared<Stage>(workspace);
  job.work = [source, cacheFolder, project, stage](Progress& progress, JobFeedback& feedback) {
    *project = cachedSample(cacheFolder);
    std::error_code failed;
    if (fs::exists(*project, failed)) return;
    feedback.post([stage, capture = std::make_shared<const Capture>(jobs::importPosed(source))] { stage->show(capture); });
    jobs::ReconstructRequest request;
    request.source = source;
    request.project = *project;
    request.options.gaussians = true;
    jobs::reconstructJob(request, progress);
  };
  job.done = [&workspace, &session, project, stage] {
    if (stage->isOurs()) {
      openAndPlay(workspace, session, *project);
    } else {
      tellReady(workspace, session, *project);
    }
  };
  workspace.jobs.start(std::move(job));
}

}  // namespace fsm::desktop
