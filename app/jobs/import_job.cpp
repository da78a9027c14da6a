#include "app/jobs/import_job.h"

#include "app/jobs/frame_subset.h"
#include "app/jobs/pose_transfer.h"
#include "reconstruction/capture/import/capture_folder.h"
#include "reconstruction/capture/import/importer.h"
#include "reconstruction/core/error.h"
#include "reconstruction/core/log.h"
#include "reconstruction/media/frame_selection.h"

namespace fsm::jobs {

namespace {

void tell(const Capture& capture) {
  for (const std::string& note : capture.notes) log().info("{}", note);
}

Capture withoutPoses(Capture capture) {
  for (CaptureCamera& camera : capture.cameras) camera.world_from_camera.clear();
  return capture;
}

Capture selected(const Capture& capture, const ImportRequest& request) {
  media::FrameSelection selection;
  if (!request.range.empty()) selection.range = media::FrameSelection::parseRange(request.range);
  selection.count = request.frames;
  selection.fps = request.fps;
  if (!selection.range && !selection.count && !selection.fps) return capture;
  std::vector<std::vector<int>> kept;
  for (const CaptureCamera& camera : capture.cameras) kept.push_back(media::selectFrames(camera.times, selection));
  return withFrames(capture, kept);
}

/// Frames a second over all cameras' median; what the folder says as its nominal rate.
double nominalFps(const Capture& capture) {
  const CaptureCamera& camera = capture.cameras.front();
  const auto [first, last] = capture.timeRange();
  constexpr double kUnknown = 30;
  return camera.frameCount() > 1 && last > first ? (camera.frameCount() - 1) / (last - first) : kUnknown;
}

}  // namespace

Capture importPosed(const std::filesystem::path& source) {
  Capture capture = importCapture(source);
  tell(capture);
  if (capture.posed()) return capture;
  throw Error(ErrorCode::badInput,
              source.string() +
                  " has no camera poses, and a reconstruction needs them. Run COLMAP (or another tracker) on its frames, then give the result: "
                  "fsm import " +
                  source.string() + " -o FOLDER --poses MODEL, where MODEL is a COLMAP model, a transforms.json or a capture folder; then fsm "
                                    "reconstruct FOLDER.");
}

Capture importJob(const ImportRequest& request, Progress& progress) {
  progress.stage("Reading the source", 0.05);
  Capture capture = importCapture(request.source);
  if (request.poses == "none") {
    capture = withoutPoses(std::move(capture));
  } else if (!request.poses.empty()) {
    capture = withPoses(capture, importCapture(request.poses));
  }
  tell(capture);
  capture = selected(capture, request);
  validate(capture);
  CaptureFolderOptions options;
  options.fps = nominalFps(capture);
  progress.stage("Writing frames", 0.95);
  writeCaptureFolder(request.folder, capture, options, progress);
  return capture;
}

}  // namespace fsm::jobs
