#include "app/jobs/import_job.h"

#include <algorithm>

#include "reconstruction/capture/import/capture_folder.h"
#include "reconstruction/capture/import/capture_sound.h"
#include "reconstruction/capture/import/importer.h"
#include "reconstruction/capture/import/pose_file.h"
#include "reconstruction/capture/import/subset.h"
#include "reconstruction/core/error.h"
#include "reconstruction/core/file.h"
#include "reconstruction/core/log.h"
#include "reconstruction/core/pending_folder.h"
#include "reconstruction/media/frame_selection.h"

namespace fsm::jobs {

namespace {

/// What a stage is of the whole where poses are estimated: nearly everything.
constexpr double kReading = 0.02, kListening = 0.03, kSelecting = 0.05, kEstimating = 0.75;

void tell(const Capture& capture) {
  for (const std::string& note : capture.notes) log().info("{}", note);
}

Capture withoutPoses(Capture capture) {
  for (CaptureCamera& camera : capture.cameras) camera.world_from_camera.clear();
  return capture;
}

media::FrameSelection selectionOf(const ImportRequest& request) {
  media::FrameSelection selection;
  selection.count = request.frames;
  selection.fps = request.fps;
  selection.sharpest = request.sharpest;
  return selection;
}

/// Only what lies in the asked range.
Capture inRange(Capture capture, const ImportRequest& request, Progress& progress) {
  if (request.range.empty()) return capture;
  media::FrameSelection range;
  range.range = media::FrameSelection::parseRange(request.range);
  return subset(capture, range, progress);
}

Capture selected(Capture capture, const ImportRequest& request, Progress& progress) {
  const media::FrameSelection selection = selectionOf(request);
  if (!selection.count && !selection.fps && !selection.sharpest) return capture;
  if (selection.sharpest) progress.stage("Choosing sharp frames", kSelecting);
  return subset(capture, selection, progress);
}

/// Mean frames a second of the first camera: what the folder says as its nominal rate.
double nominalFps(const Capture& capture) {
  const CaptureCamera& camera = capture.cameras.front();
  const auto [first, last] = std::minmax_element(camera.times.begin(), camera.times.end());
  constexpr double kUnknown = 30;
  return camera.frameCount() > 1 && *last > *first ? (camera.frameCount() - 1) / (*last - *first) : kUnknown;
}

/// Several videos become the cameras of one capture, named like their files.
void addCamera(Capture& all, Capture&& one, const std::filesystem::path& source) {
  if (one.cameras.size() != 1 || one.posed())
    throw Error(ErrorCode::badInput, quoted(source) + " cannot be one of several cameras. Give one source, or several videos.");
  CaptureCamera& camera = one.cameras.front();
  camera.name = source.filename().string();
  const auto taken = [&](const CaptureCamera& c) { return c.name == camera.name; };
  if (std::any_of(all.cameras.begin(), all.cameras.end(), taken))
    camera.name = std::to_string(all.cameras.size()) + "_" + camera.name;
  all.cameras.push_back(std::move(camera));
}

/// The sound of the first source that has some, on the clock of `capture`, whose cameras' clocks are not moved yet.
struct FoundSound {
  CaptureSound sound;
  size_t camera = 0;  ///< that filmed it
};
std::optional<FoundSound> findSound(const ImportRequest& request) {
  for (size_t i = 0; i < request.sources.size(); ++i)
    if (const std::optional<CaptureSound> sound = soundOf(request.sources[i])) return FoundSound{*sound, i};
  return std::nullopt;
}

/// Cameras that were started by hand get one clock.
std::vector<sync::CameraOffset> alignClocks(Capture& capture, const ImportRequest& request, Progress& progress) {
  if (capture.cameras.size() > 1) progress.stage("Listening to the cameras", kListening);
  std::vector<sync::CameraOffset> clocks = sync::findOffsets(capture, request.offsets, request.syncBySound, progress);
  sync::applyOffsets(capture, clocks);
  return clocks;
}

poses::PoseEstimate estimated(const Capture& capture, const ImportRequest& request, Progress& progress) {
  poses::PoseOptions options = request.poseOptions;
  const media::FrameSelection selection = selectionOf(request);
  if (selection.sharpest) progress.stage("Choosing sharp frames", kSelecting);
  if (selection.count || selection.fps || selection.sharpest)
    for (const CaptureCamera& camera : capture.cameras) options.wanted.push_back(keptFrames(camera, selection, progress));
  return request.poses == "static" ? poses::staticPoses(capture, options)
                                   : poses::estimatePoses(capture, options, progress, kEstimating);
}

}  // namespace

Capture importSources(const std::vector<std::filesystem::path>& sources) {
  if (sources.empty())
    throw Error(ErrorCode::badInput, "There is nothing to import. Give a video, a folder or a file with poses.");
  if (sources.size() == 1) return importCapture(sources.front());
  Capture all;
  for (const std::filesystem::path& source : sources) addCamera(all, importCapture(source), source);
  all.name = sources.front().stem().string();
  all.source = sources.front().string();
  all.notes.emplace_back("The source has no camera poses.");
  return all;
}

Capture importPosed(const std::filesystem::path& source) {
  Capture capture = importCapture(source);
  tell(capture);
  if (capture.posed()) return capture;
  throw Error(ErrorCode::badInput,
              source.string() + " has no camera poses, and a reconstruction needs them. Have them estimated: fsm import " +
                  source.string() +
                  " -o FOLDER (or give those of another program with --poses MODEL); then fsm reconstruct FOLDER.");
}

ImportResult importJob(const ImportRequest& request, Progress& progress) {
  checkNewFolder(request.folder);
  progress.stage("Reading the source", kReading);
  ImportResult result;
  result.capture = importSources(request.sources);
  Capture& capture = result.capture;
  const bool ownPoses = capture.posed();
  const bool estimates = request.poses == "estimate" || request.poses == "static" || (request.poses.empty() && !ownPoses);
  if (estimates || request.poses == "none")
    capture = withoutPoses(std::move(capture));
  else if (!request.poses.empty())
    applyPoses(capture, request.poses);  // before clocks move: the poses know the videos' own times
  std::optional<FoundSound> sound = findSound(request);
  const auto clockOfSound = [&] { return capture.cameras.at(sound ? sound->camera : 0).times.front(); };
  const Seconds before = clockOfSound();
  if (!ownPoses && (capture.cameras.size() > 1 || !request.offsets.empty()))
    result.clocks = alignClocks(capture, request, progress);
  if (sound) sound->sound.offset += clockOfSound() - before;
  capture = inRange(std::move(capture), request, progress);

  CaptureFolderOptions options;
  if (estimates) {
    result.estimate = estimated(capture, request, progress);
    capture = result.estimate->capture;
    options.world_from_source = result.estimate->world.matrix();
  } else {
    capture = selected(std::move(capture), request, progress);
  }
  tell(capture);
  validate(capture);
  options.fps = nominalFps(capture);
  if (sound) options.sound = sound->sound;
  progress.stage("Writing frames", 1);  // what is left
  writeCaptureFolder(request.folder, capture, options, progress);
  return result;
}

}  // namespace fsm::jobs
