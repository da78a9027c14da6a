#include "app/desktop/operations/import_flow.h"

#include <QCoreApplication>
#include <glm/gtc/quaternion.hpp>
#include <glm/gtx/quaternion.hpp>
#include <utility>

#include "app/desktop/operations/reconstruct.h"
#include "reconstruction/capture/import/capture_sound.h"
#include "reconstruction/capture/poses/world_frame.h"

namespace fsm::desktop {

namespace fs = std::filesystem;

namespace {

QString tr(const char* text) { return QCoreApplication::translate("fsm::desktop", text); }

Job quietJob(const QString& title) {
  Job job;
  job.title = title;
  job.lane = Lane::light;
  job.quiet = true;
  job.retryable = false;
  return job;
}

/// What to call the place that knows the cameras: the file that was given, or the one in the folder.
std::string posesNameOf(const fs::path& source) {
  std::error_code failed;
  for (const char* name : {"scene.json", "transforms.json", "opencv_cameras.json", "sparse", "metadata"})
    if (fs::is_directory(source, failed) && fs::exists(source / name, failed)) return name;
  const fs::path clean = source.lexically_normal();
  return (clean.has_filename() ? clean.filename() : clean.parent_path().filename()).string();
}

/// Opens and indexes media: for a worker.
Footage footageOf(const std::vector<fs::path>& sources) {
  Footage footage;
  footage.sources = sources;
  footage.capture = std::make_shared<const Capture>(jobs::importSources(sources));
  if (footage.capture->posed()) footage.posesName = posesNameOf(sources.front());
  for (const fs::path& source : sources) footage.sound = footage.sound || soundOf(source).has_value();
  return footage;
}

}  // namespace

int lookAtFootage(Workspace& workspace, const QStringList& sources, std::function<void(const Footage&)> done,
                  std::function<void(const Error&)> failed) {
  std::vector<fs::path> paths;
  for (const QString& source : sources) paths.emplace_back(source.toStdString());
  Job job = quietJob(tr("Look at footage"));
  const auto footage = std::make_shared<Footage>();
  job.work = [paths, footage](Progress&, JobFeedback&) { *footage = footageOf(paths); };
  job.done = [footage, done = std::move(done)] { done(*footage); };
  job.failed = std::move(failed);
  return workspace.jobs.start(std::move(job));
}

int findOffsets(Workspace& workspace, const Footage& footage, const sync::GivenOffsets& given,
                std::function<void(const std::vector<sync::CameraOffset>&)> done) {
  Job job = quietJob(tr("Listen to the cameras"));
  const auto found = std::make_shared<std::vector<sync::CameraOffset>>();
  job.work = [capture = footage.capture, given, found](Progress& progress, JobFeedback&) {
    progress.stage("Listening to the cameras", 1);
    *found = sync::findOffsets(*capture, given, true, progress);
  };
  job.done = [found, done = std::move(done)] { done(*found); };
  return workspace.jobs.start(std::move(job));
}

int bringIn(Workspace& workspace, const ImportOrder& order, const fs::path& dataFolder,
            std::function<void(const std::optional<poses::PoseEstimate>&)> done, std::function<void(const Error&)> failed) {
  if (order.inPlace)
    return openCapture(
        workspace, order.request.sources.front(), [done = std::move(done)] { done(std::nullopt); }, std::move(failed));
  return importFootage(
      workspace, order.request, dataFolder, [done = std::move(done)](const jobs::ImportResult& result) { done(result.estimate); },
      std::move(failed));
}

void adjustWorld(Workspace& workspace, const glm::dvec3& up, double scale) {
  const std::shared_ptr<const Capture> before = workspace.document.project().capture;
  if (!before || !(glm::length(up) > 0) || !(scale > 0)) return;
  poses::WorldFrame frame;
  frame.rotation = glm::mat3_cast(glm::rotation(glm::normalize(up), glm::dvec3(0, -1, 0)));
  frame.scale = scale;
  const bool turns = glm::length(glm::normalize(up) - glm::dvec3(0, -1, 0)) > 1e-9;
  if (!turns && scale == 1) return;
  auto turned = std::make_shared<Capture>(*before);
  for (CaptureCamera& camera : turned->cameras)
    for (glm::dmat4& pose : camera.world_from_camera) pose = frame.pose(pose);
  workspace.document.edit(tr("Set up axis and scale"), Document::CapturePart,
                          [&](Project& project) { project.capture = std::move(turned); });
}

}  // namespace fsm::desktop
