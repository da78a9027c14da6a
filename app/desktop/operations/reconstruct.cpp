#include "app/desktop/operations/reconstruct.h"

#include <QCoreApplication>
#include <QDateTime>
#include <memory>
#include <utility>

#include "reconstruction/core/error.h"

namespace fsm::desktop {

namespace fs = std::filesystem;

namespace {

QString tr(const char* text) { return QCoreApplication::translate("fsm::desktop", text); }

QString nameOf(const fs::path& source) {
  const fs::path path = source.lexically_normal();
  return QString::fromStdString((path.has_filename() ? path.stem() : path.parent_path().filename()).string());
}

void showCapture(Workspace& workspace, std::shared_ptr<const Capture> capture) {
  workspace.document.edit(tr("Import footage"), Document::CapturePart | Document::AnimationPart, [&](Project& project) {
    project.capture = std::move(capture);
    if (project.versions.empty()) {
      const auto [from, to] = project.capture->timeRange();
      project.animation = animation::newAnimation({from, to}, project.animation.fps);
    }
  });
  workspace.view.setDecoder(Decoder::input);
}

/// What a reconstruction without enough memory is tried with next; nothing where it is small already.
std::optional<jobs::ReconstructOptions> smaller(jobs::ReconstructOptions options) {
  constexpr const char* kSmallSize = "192";
  if (options.size != kSmallSize) {
    options.size = kSmallSize;
    return options;
  }
  if (!options.inputs.empty() || options.gaussians) {
    options.inputs = options.inputs.empty() ? "16" : "8";
    options.gaussians = options.gaussians && options.inputs != "8";
    return options;
  }
  return std::nullopt;
}

void tellFailure(Workspace& workspace, const jobs::ReconstructOptions& options, const std::function<void()>& done,
                 const Error& error) {
  const std::optional<jobs::ReconstructOptions> next = smaller(options);
  if (error.code() != ErrorCode::outOfMemory || !next) {
    workspace.messages.error(error);
    return;
  }
  workspace.messages.show({Message::Level::error,
                           QString::fromStdString(error.what()),
                           QString::fromStdString(error.detail()),
                           {},
                           tr("Try with less"),
                           [&workspace, next, done] { reconstruct(workspace, *next, done); }});
}

/// The version as a step of its own.
void addVersion(Workspace& workspace, jobs::Reconstruction made) {
  const bool hasGaussians = made.gaussians.has_value();
  workspace.document.edit(tr("Reconstruct"), Document::VersionsPart, [&](Project& project) {
    Version version;
    version.name = project.freeVersionName("feed-forward");
    version.scene = std::make_shared<const jobs::Scene>(std::move(made.scene));
    if (made.gaussians) version.gaussians = std::make_shared<const scene::GaussianScene>(std::move(made.gaussians->scene));
    version.createdUtc = QDateTime::currentDateTimeUtc().toString(Qt::ISODate).toStdString();
    project.shown = version.name;
    project.versions.push_back(std::move(version));
  });
  workspace.view.setDecoder(hasGaussians ? Decoder::splats : Decoder::neural);
}

}  // namespace

fs::path captureFolderFor(const fs::path& source, const fs::path& dataFolder) {
  fs::path clean = fs::absolute(source).lexically_normal();
  if (!clean.has_filename()) clean = clean.parent_path();
  const std::string stem = fs::is_directory(clean) ? clean.filename().string() : clean.stem().string();
  std::error_code failed;
  const auto writable = [&](const fs::path& folder) {
    // What permissions promise is not what a file system mounted for reading does: a folder is made and taken away again.
    const fs::path probe = folder / ("." + stem + ".probe");
    const bool made = fs::create_directory(probe, failed);
    fs::remove(probe, failed);
    return made;
  };
  const fs::path home = writable(clean.parent_path()) ? clean.parent_path() : dataFolder / "captures";
  fs::path folder = home / (stem + ".capture");
  for (int n = 2; fs::exists(folder, failed); ++n) folder = home / (stem + " " + std::to_string(n) + ".capture");
  return folder;
}

int importFootage(Workspace& workspace, const jobs::ImportRequest& request, std::function<void(const jobs::ImportResult&)> done) {
  Job job;
  job.title = tr("Import %1").arg(nameOf(request.sources.front()));
  const auto result = std::make_shared<std::optional<jobs::ImportResult>>();
  const auto opened = std::make_shared<std::shared_ptr<const Capture>>();
  job.work = [request, result, opened](Progress& progress, JobFeedback& feedback) {
    *result = jobs::importJob(request, progress);
    // As a project finds it again: from the folder that was written.
    *opened = std::make_shared<const Capture>(jobs::importPosed(request.folder));
    for (const std::string& note : (*result)->capture.notes) feedback.message(QString::fromStdString(note));
  };
  job.done = [&workspace, result, opened, done = std::move(done)] {
    for (const std::string& note : (*result)->capture.notes) workspace.messages.info(QString::fromStdString(note));
    showCapture(workspace, *opened);
    if (done) done(**result);
  };
  return workspace.jobs.start(std::move(job));
}

int openCapture(Workspace& workspace, const fs::path& source, std::function<void()> done) {
  Job job;
  job.title = tr("Open %1").arg(nameOf(source));
  const auto opened = std::make_shared<std::shared_ptr<const Capture>>();
  job.work = [source, opened](Progress& progress, JobFeedback&) {
    progress.stage("Reading the source", 1);
    *opened = std::make_shared<const Capture>(jobs::importPosed(source));
  };
  job.done = [&workspace, opened, done = std::move(done)] {
    for (const std::string& note : (*opened)->notes) workspace.messages.info(QString::fromStdString(note));
    showCapture(workspace, *opened);
    if (done) done();
  };
  return workspace.jobs.start(std::move(job));
}

int reconstruct(Workspace& workspace, const jobs::ReconstructOptions& options, std::function<void()> done) {
  const std::shared_ptr<const Capture> capture = workspace.document.project().capture;
  if (!capture) {
    workspace.messages.error(Error(ErrorCode::badInput, "There is no footage to reconstruct. Import a video first."));
    return 0;
  }
  Job job;
  job.title = tr("Reconstruct %1").arg(QString::fromStdString(capture->name));
  const auto made = std::make_shared<std::optional<jobs::Reconstruction>>();
  job.work = [capture, options, made](Progress& progress, JobFeedback& feedback) {
    *made = jobs::reconstruct(*capture, options, 1, progress);
    feedback.message(tr("%1 frames read in %2 s on %3")
                         .arg((*made)->scene.plan.inputs.size())
                         .arg((*made)->encodeMs / 1000, 0, 'f', 1)
                         .arg(QString::fromStdString((*made)->device)));
  };
  job.done = [&workspace, made, done] {
    addVersion(workspace, std::move(**made));
    made->reset();
    if (done) done();
  };
  job.failed = [&workspace, options, done](const Error& error) { tellFailure(workspace, options, done, error); };
  return workspace.jobs.start(std::move(job));
}

}  // namespace fsm::desktop
