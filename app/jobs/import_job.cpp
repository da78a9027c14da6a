#include "app/jobs/import_job.h"

#include <algorithm>

#include "reconstruction/capture/import/capture_folder.h"
#include "reconstruction/capture/import/importer.h"
#include "reconstruction/capture/import/pose_file.h"
#include "reconstruction/capture/import/subset.h"
#include "reconstruction/core/error.h"
#include "reconstruction/core/log.h"
#include "reconstruction/core/pending_folder.h"
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

media::FrameSelection selectionOf(const ImportRequest& request) {
  media::FrameSelection selection;
  if (!request.range.empty()) selection.range = media::FrameSelection::parseRange(request.range);
  selection.count = request.frames;
  selection.fps = request.fps;
  return selection;
}

/// Mean frames a second of the first camera: what the folder says as its nominal rate.
double nominalFps(const Capture& capture) {
  const CaptureCamera& camera = capture.cameras.front();
  const auto [first, last] = std::minmax_element(camera.times.begin(), camera.times.end());
  constexpr double kUnknown = 30;
  return camera.frameCount() > 1 && *last > *first ? (camera.frameCount() - 1) / (*last - *first) : kUnknown;
}

}  // namespace

Capture importPosed(const std::filesystem::path& source) {
  Capture capture = importCapture(source);
  tell(capture);
  if (capture.posed()) return capture;
  throw Error(ErrorCode::badInput,
              source.string() +
                  " has no camera poses, and a reconstruction needs them. Run COLMAP (or another tracker) on its frames, then "
                  "give the result: "
                  "fsm import " +
                  source.string() +
                  " -o FOLDER --poses MODEL, where MODEL is a COLMAP model, a transforms.json or a capture folder; then fsm "
                  "reconstruct FOLDER.");
}

Capture importJob(const ImportRequest& request, Progress& progress) {
  checkNewFolder(request.folder);
  progress.stage("Reading the source", 0.05);
  Capture capture = importCapture(request.source);
  if (request.poses == "none") {
    capture = withoutPoses(std::move(capture));
  } else if (!request.poses.empty()) {
    applyPoses(capture, request.poses);
  }
  const media::FrameSelection selection = selectionOf(request);
  if (selection.range || selection.count || selection.fps) capture = subset(capture, selection);
  tell(capture);
  validate(capture);
  CaptureFolderOptions options;
  options.fps = nominalFps(capture);
  progress.stage("Writing frames", 0.95);
  writeCaptureFolder(request.folder, capture, options, progress);
  return capture;
}

}  // namespace fsm::jobs
