#include "app/desktop/operations/reconstruct.h"

#include <QCoreApplication>
#include <QLocale>
#include <memory>
#include <utility>

#include "app/desktop/document/engine_text.h"
#include "app/desktop/document/job_error.h"
#include "app/desktop/operations/arriving_version.h"
#include "app/jobs/import_estimate.h"
#include "reconstruction/core/error.h"

namespace fsm::desktop {

namespace fs = std::filesystem;

namespace {

QString tr(const char* text) { return QCoreApplication::translate("fsm::desktop", text); }

/// Files of poses are called alike everywhere: their folder has the name.
QString nameOf(const fs::path& source) {
  fs::path path = source.lexically_normal();
  if (path.extension() == ".json") path = path.parent_path();
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

/// What a reconstruction that had not enough memory is tried with next. Measures the machine: for a worker.
std::optional<jobs::ReconstructOptions> lessOf(const jobs::ReconstructOptions& options, const Capture& capture) {
  try {
    return jobs::whatWouldFit(options, capture, jobs::measureImportMachine(options.model));
  } catch (const std::exception&) {
    return std::nullopt;  // not even the model can be loaded: the message of the first failure says what to do
  }
}

/// What the button of the message says.
QString nameOf(const jobs::ReconstructOptions& less, const jobs::ReconstructOptions& before) {
  if (less.model.device != before.model.device) return tr("Try on the processor");
  if (less.mostInputs < before.mostInputs)
    return tr("Try with %1 frames at %2 pixels").arg(less.mostInputs).arg(less.size.c_str());
  return tr("Try at %1 pixels").arg(less.size.c_str());
}

/// Whatever has gone wrong, and the one thing that may help.
struct Attempt {
  jobs::ReconstructOptions options;
  std::optional<jobs::ReconstructOptions> less;
  std::function<void()> done;
  Failed failed;
  std::function<void()> seen;
};

void tellFailure(Workspace& workspace, const Attempt& attempt, const Error& error) {
  Message message{Message::Level::error, engineText(error.what()), QString::fromStdString(error.detail()), {}, {}, {}};
  if (error.code() == ErrorCode::outOfMemory && attempt.less) {
    message.button = nameOf(*attempt.less, attempt.options);
    message.remedy = [&workspace, next = *attempt.less, before = attempt] {
      reconstruct(workspace, next, before.done, before.failed, before.seen);
    };
  }
  workspace.messages.show(std::move(message));
  if (attempt.failed) attempt.failed(error);
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

int importFootage(Workspace& workspace, const jobs::ImportRequest& request, const fs::path& dataFolder,
                  std::function<void(const jobs::ImportResult&)> done, Failed failed) {
  Job job;
  job.title = tr("Import %1").arg(nameOf(request.sources.front()));
  const auto result = std::make_shared<std::optional<jobs::ImportResult>>();
  const auto opened = std::make_shared<std::shared_ptr<const Capture>>();
  job.work = [request, dataFolder, result, opened](Progress& progress, JobFeedback& feedback) {
    jobs::ImportRequest asked = request;
    if (asked.folder.empty()) asked.folder = captureFolderFor(asked.sources.front(), dataFolder);
    *result = jobs::importJob(asked, progress);
    // As a project finds it again: from the folder that was written.
    *opened = std::make_shared<const Capture>(jobs::importPosed(asked.folder));
    for (const std::string& note : (*result)->capture.notes) feedback.message(engineText(note));
  };
  job.done = [&workspace, result, opened, done = std::move(done)] {
    for (const std::string& note : (*result)->capture.notes) workspace.messages.info(engineText(note));
    showCapture(workspace, *opened);
    if (done) done(**result);
  };
  job.failed = std::move(failed);
  return workspace.jobs.start(std::move(job));
}

int openCapture(Workspace& workspace, const fs::path& source, std::function<void()> done, Failed failed) {
  Job job;
  job.title = tr("Open %1").arg(nameOf(source));
  const auto opened = std::make_shared<std::shared_ptr<const Capture>>();
  job.work = [source, opened](Progress& progress, JobFeedback&) {
    progress.stage("Reading the source", 1);
    *opened = std::make_shared<const Capture>(jobs::importPosed(source));
  };
  job.done = [&workspace, opened, done = std::move(done)] {
    for (const std::string& note : (*opened)->notes) workspace.messages.info(engineText(note));
    showCapture(workspace, *opened);
    if (done) done();
  };
  job.failed = std::move(failed);
  return workspace.jobs.start(std::move(job));
}

int reconstruct(Workspace& workspace, const jobs::ReconstructOptions& options, std::function<void()> done, Failed failed,
                std::function<void()> seen) {
  const std::shared_ptr<const Capture> capture = workspace.document.project().capture;
  if (!capture) {
    workspace.messages.error(
        Error(ErrorCode::badInput, tr("There is no footage to reconstruct. Import a video first.").toStdString()));
    return 0;
  }
  Job job;
  job.title = tr("Reconstruct %1").arg(QString::fromStdString(capture->name));
  const auto made = std::make_shared<std::optional<jobs::Reconstruction>>();
  const auto version = std::make_shared<ArrivingVersion>(workspace);
  const auto attempt = std::make_shared<Attempt>(Attempt{options, {}, done, std::move(failed), std::move(seen)});
  job.work = [capture, made, attempt, version](Progress& progress, JobFeedback& feedback) {
    const auto show = [&](const jobs::Scene& scene) {
      if (!attempt->options.gaussians) return;  // it is all there is
      feedback.post([version, attempt, memory = std::make_shared<const jobs::Scene>(scene)] {
        version->showMemory(memory);
        if (attempt->seen) attempt->seen();
      });
    };
    try {
      *made = jobs::reconstruct(*capture, attempt->options, 1, progress, show);
    } catch (...) {
      const Error error = errorFrom(std::current_exception());
      feedback.post([version] { version->takeBack(); });
      if (error.code() == ErrorCode::outOfMemory) attempt->less = lessOf(attempt->options, *capture);
      throw;
    }
    feedback.message(tr("%1 frames read in %2 s on %3")
                         .arg((*made)->scene.plan.inputs.size())
                         .arg(QLocale().toString((*made)->encodeMs / 1000, 'f', 1))
                         .arg(QString::fromStdString((*made)->device)));
  };
  job.done = [made, version, done = std::move(done)] {
    version->finish(std::move(**made));
    made->reset();
    if (done) done();
  };
  job.failed = [&workspace, attempt](const Error& error) { tellFailure(workspace, *attempt, error); };
  return workspace.jobs.start(std::move(job));
}

}  // namespace fsm::desktop
