#include "app/desktop/operations/refine.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QImage>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "app/desktop/viewport/picture_conversion.h"
#include "app/jobs/refine_file_job.h"
#include "app/jobs/refine_job.h"
#include "reconstruction/core/error.h"

namespace fsm::desktop {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("fsm::desktop", text); }

void tell(JobFeedback& feedback, const training::RefineStatus& status) {
  if (status.picture.size.width > 0) feedback.picture(toQImage(status.picture));
  feedback.curve(tr("loss"), status.seconds, status.loss);
  feedback.curve(tr("PSNR"), status.seconds, status.psnr);
}

void addVersion(Workspace& workspace, const std::string& from, training::RefineResult result) {
  workspace.document.edit(tr("Refine"), Document::VersionsPart, [&](Project& project) {
    const Version* source = project.version(from);
    Version version;
    version.name = project.freeVersionName("refined");
    version.scene = source ? source->scene : nullptr;
    version.report = jobs::toJson(result).dump();
    version.gaussians = std::make_shared<const scene::GaussianScene>(std::move(result.scene));
    version.createdUtc = QDateTime::currentDateTimeUtc().toString(Qt::ISODate).toStdString();
    project.shown = version.name;
    project.versions.push_back(std::move(version));
  });
}

}  // namespace

int refine(Workspace& workspace, training::RefineOptions options) {
  const Version* version = workspace.document.project().shownVersion();
  if (!version || !version->gaussians || !version->scene) {
    workspace.messages.error(Error(ErrorCode::badInput,
                                   "There is nothing to refine: this needs Gaussians and the footage that they were made from. "
                                   "Import a video and reconstruct it first."));
    return 0;
  }
  if (options.steps == 0 && options.seconds == 0) options.seconds = jobs::kDefaultRefineSeconds;
  Job job;
  job.title = tr("Refine %1").arg(QString::fromStdString(version->name));
  const auto result = std::make_shared<std::optional<training::RefineResult>>();
  LiveScene* live = &workspace.live;
  job.work = [live, options, result, scene = version->scene, gaussians = version->gaussians](Progress& progress,
                                                                                             JobFeedback& feedback) {
    constexpr double kReadingShare = 0.1;
    const training::RefineInput input = jobs::refineInput(*scene, *gaussians, kReadingShare, progress);
    training::RefineOptions watched = options;
    watched.publish = [live](const scene::GaussianScene& now) {
      live->publish(std::make_shared<const scene::GaussianScene>(now));
    };
    try {
      *result = training::refine(input, watched, progress,
                                 [&feedback](const training::RefineStatus& status) { tell(feedback, status); });
    } catch (...) {
      live->publish(nullptr);
      throw;
    }
    live->publish(nullptr);
  };
  job.done = [&workspace, result, from = version->name] {
    if (*result) addVersion(workspace, from, std::move(**result));
    result->reset();
  };
  return workspace.jobs.start(std::move(job));
}

}  // namespace fsm::desktop
