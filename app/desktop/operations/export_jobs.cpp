#include "app/desktop/operations/export_jobs.h"

#include <QCoreApplication>
#include <QDesktopServices>
#include <QElapsedTimer>
#include <QLocale>
#include <QUrl>
#include <algorithm>
#include <optional>
#include <utility>

#include "app/animation/camera_files/camera_file.h"
#include "app/desktop/document/engine_text.h"
#include "app/desktop/operations/export_picture.h"
#include "app/jobs/output_path.h"
#include "app/jobs/render_job.h"
#include "reconstruction/core/pending_folder.h"

namespace fsm::desktop {

namespace fs = std::filesystem;

namespace {

constexpr double kOpeningShare = 0.08;
constexpr qint64 kPictureMilliseconds = 700;  ///< between pictures of the running export
constexpr int kPictureSide = 480;

QString tr(const char* text) { return QCoreApplication::translate("fsm::desktop", text); }

QString textOf(const fs::path& path) { return QString::fromStdString(path.string()); }

jobs::ClipOutput outputOf(const ExportSource& source, const ExportSettings& settings, const fs::path& target) {
  jobs::ClipOutput output;
  output.file = target;
  output.format = clipFormat(settings);
  output.quality = clipQuality(settings, source.background);
  output.sound.choice = exportFormat(settings.format).sound ? settings.sound : jobs::SoundChoice::off;
  output.sheet = false;
  return output;
}

/// Shows a frame now and then, small: for the jobs panel.
class FramePictures {
 public:
  explicit FramePictures(JobFeedback& feedback) : feedback_(feedback) {}
  void add(int done, int total, const LayeredImage& frame) {
    if (done > 1 && done < total && last_.isValid() && last_.elapsed() < kPictureMilliseconds) return;
    last_.restart();
    feedback_.picture(
        exportPicture(frame, false).scaled(kPictureSide, kPictureSide, Qt::KeepAspectRatio, Qt::SmoothTransformation));
  }

 private:
  JobFeedback& feedback_;
  QElapsedTimer last_;
};

/// With a button that opens the folder where it lies.
void tellDone(Workspace& workspace, const QString& text, const fs::path& file) {
  Message message;
  message.text = text;
  message.button = tr("Show in folder");
  const QUrl folder = QUrl::fromLocalFile(textOf(file.parent_path()));
  message.remedy = [folder] { QDesktopServices::openUrl(folder); };
  workspace.messages.show(message);
}

void addMove(Project& project, const animation::CameraMove& move) {
  project.animation.camera = move.camera;
  if (move.time) project.animation.time = *move.time;
  const double length = std::min(move.length, animation::kLongestLength);
  if (length > project.animation.length) animation::setLength(project.animation, length);
}

}  // namespace

void checkExport(const fs::path& target, const ExportSettings& settings) {
  using Kind = jobs::Background::Kind;
  const bool transparent = settings.ground == ExportSettings::Ground::transparent && !settings.neural;
  const jobs::ClipFormat format =
      jobs::clipFormatOf(target, clipFormat(settings), transparent ? Kind::transparent : Kind::colour);
  if (settings.ground == ExportSettings::Ground::environment && settings.environment.isEmpty() && !settings.neural)
    throw Error(ErrorCode::badInput,
                tr("A background of all directions needs a picture. Choose one, or another background.").toStdString());
  if (format.kind == jobs::ClipFormat::Kind::folder)
    checkNewFolder(target);
  else
    jobs::checkOutputFile(target);
}

int startExport(Workspace& workspace, const ExportSource& source, const ExportSettings& settings, const fs::path& target) {
  Job job;
  job.title = tr("Export %1").arg(textOf(target.filename()));
  const auto result = std::make_shared<jobs::RenderResult>();
  job.work = [source, settings, target, result](Progress& progress, JobFeedback& feedback) {
    progress.stage(tr("Opening the scene").toStdString(), kOpeningShare);
    const jobs::ClipOutput output = outputOf(source, settings, target);
    jobs::RenderStage stage = openExportStage(source, settings.neural);
    stage.up = source.up;
    const jobs::Clip clip = exportClip(stage, source, settings);
    FramePictures pictures(feedback);
    *result = jobs::renderClip(stage, clip, output, progress, 1 - kOpeningShare,
                               [&](int done, int total, const LayeredImage& frame) { pictures.add(done, total, frame); });
    feedback.message(tr("%1 frames of %2 × %3, %4 ms each, on %5")
                         .arg(result->frames)
                         .arg(result->size.width)
                         .arg(result->size.height)
                         .arg(QLocale().toString(result->frameMs, 'f', 1))
                         .arg(QString::fromStdString(result->device)));
    for (const std::string& note : result->notes) feedback.message(engineText(note));
  };
  job.done = [&workspace, result] {
    for (const std::string& note : result->notes) workspace.messages.info(engineText(note));
    tellDone(workspace, tr("%1 is written.").arg(textOf(result->output.filename())), result->output);
  };
  return workspace.jobs.start(std::move(job));
}

int startSplatExport(Workspace& workspace, const ExportSource& source, const jobs::SplatOutput& output) {
  Job job;
  job.title = tr("Export %1").arg(textOf(output.frames ? output.file.stem() : output.file.filename()));
  const auto result = std::make_shared<jobs::ExportResult>();
  job.work = [source, output, result](Progress& progress, JobFeedback&) {
    constexpr double kEditingShare = 0.2;
    progress.stage(tr("Applying edits").toStdString(), kEditingShare);
    const auto gaussians = editedGaussians(source);
    *result = jobs::exportScene(*gaussians, output, progress, 1 - kEditingShare);
  };
  job.done = [&workspace, result] {
    const QString count = QLocale().toString(static_cast<qlonglong>(result->gaussians));
    const QString name = textOf(result->output.filename());
    const QString text = result->files == 1 ? tr("%1 is written: %2 Gaussians.").arg(name, count)
                                            : tr("%1 is written: %2 Gaussians in %3 files.").arg(name, count).arg(result->files);
    tellDone(workspace, text, result->output);
  };
  return workspace.jobs.start(std::move(job));
}

int startCameraExport(Workspace& workspace, const fs::path& file, ImageSize size) {
  Job job;
  job.title = tr("Export camera to %1").arg(textOf(file.filename()));
  job.lane = Lane::light;
  const Project& project = workspace.document.project();
  const animation::CameraFileOptions options{workspace.view.span(), project.settings.up, size};
  const auto notes = std::make_shared<std::vector<std::string>>();
  job.work = [file, options, notes, animation = project.animation](Progress& progress, JobFeedback&) {
    progress.stage(tr("Writing the camera").toStdString(), 1);
    *notes = animation::writeCameraFile(file, animation, options);
  };
  job.done = [&workspace, notes, file] {
    for (const std::string& note : *notes) workspace.messages.info(engineText(note));
    tellDone(workspace, tr("%1 is written.").arg(textOf(file.filename())), file);
  };
  return workspace.jobs.start(std::move(job));
}

int startCameraImport(Workspace& workspace, const fs::path& file) {
  Job job;
  job.title = tr("Import camera from %1").arg(textOf(file.filename()));
  job.lane = Lane::light;
  const animation::CameraFileOptions options{workspace.view.span(), workspace.document.project().settings.up};
  const auto move = std::make_shared<animation::CameraMove>();
  job.work = [file, options, move](Progress& progress, JobFeedback&) {
    progress.stage(tr("Reading the camera").toStdString(), 1);
    *move = animation::readCameraFile(file, options);
  };
  job.done = [&workspace, move, file] {
    workspace.document.edit(tr("Import camera"), Document::AnimationPart, [&](Project& project) { addMove(project, *move); });
    workspace.view.setClipTime(workspace.view.clipTime());  // the camera follows its new track
    for (const std::string& note : move->notes) workspace.messages.info(engineText(note));
    const auto keys = static_cast<int>(move->camera.keys().size());
    workspace.messages.info((move->time ? tr("%1: %2 camera keys and the moments that they show.") : tr("%1: %2 camera keys."))
                                .arg(textOf(file.filename()))
                                .arg(keys));
  };
  return workspace.jobs.start(std::move(job));
}

}  // namespace fsm::desktop
