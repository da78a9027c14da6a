#include "reconstruction/capture/poses/pose_capture.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>

#include "reconstruction/capture/import/subset.h"
#include "reconstruction/capture/poses/ground_plane.h"
#include "reconstruction/capture/poses/pose_words.h"
#include "reconstruction/capture/upright.h"
#include "reconstruction/core/error.h"

namespace fsm::poses {
namespace {

bool contains(const std::vector<int>& sorted, int value) { return std::binary_search(sorted.begin(), sorted.end(), value); }

/// COLMAP-frame poses of one camera, by frame.
std::map<int, glm::dmat4> posesOf(int camera, const LookedAt& looked, const Reconstruction& found) {
  std::map<int, glm::dmat4> out;
  for (const auto& [id, pose] : found.estimated_from_camera)
    if (id.camera == camera) out[id.frame] = pose;
  if (!looked.still[static_cast<size_t>(camera)] || out.empty()) return out;
  const glm::dmat4 pose = std::next(out.begin(), static_cast<std::ptrdiff_t>(out.size() / 2))->second;
  out.clear();
  for (const int frame : looked.frames[static_cast<size_t>(camera)]) out[frame] = pose;
  return out;
}

/// The camera with those of its frames that have a pose and are wanted; nothing when none is left.
std::optional<CaptureCamera> posedCamera(const CaptureCamera& source, const std::map<int, glm::dmat4>& poses, bool still,
                                         const std::vector<int>* wanted, const WorldFrame& world) {
  std::vector<int> kept;
  std::vector<glm::dmat4> world_from_camera;
  for (const auto& [frame, pose] : poses) {
    if (wanted && !contains(*wanted, frame)) continue;
    kept.push_back(frame);
    world_from_camera.push_back(world.pose(pose));
  }
  if (kept.empty()) return std::nullopt;
  CaptureCamera out = selectFrames(source, kept);
  if (still) world_from_camera.resize(1);
  out.world_from_camera = std::move(world_from_camera);
  return out;
}

void addNotes(const PoseEstimate& estimate, const Reconstruction& found, const PoseOptions& options, Capture& capture) {
  auto& notes = capture.notes;
  notes.push_back(fmt::format("Camera poses were estimated by COLMAP for {} (reprojection error {:.2f} pixels at {} pixels).",
                              registeredWords(estimate.frames), estimate.reprojectionError, options.longSide));
  if (const std::string gaps = gapWords(estimate.frames); !gaps.empty())
    notes.push_back("Frames without a pose are left out: " + gaps + ".");
  if (found.models > 1)
    notes.push_back(fmt::format("The clip fell into {} parts that do not connect; the largest was taken.", found.models));
  notes.emplace_back(
      options.wanted.empty()
          ? "The capture holds the sharp frames that were looked at. Ask for others by number or rate (--frames, --fps)."
          : "The capture holds those of the asked frames that have a pose.");
  notes.emplace_back("Where up is and how large the scene is were guessed (--up and --scale correct them).");
}

}  // namespace

std::vector<CameraFrames> frameStates(const Capture& capture, const LookedAt& looked, const Reconstruction& found) {
  std::vector<CameraFrames> out;
  for (size_t c = 0; c < capture.cameras.size(); ++c) {
    const CaptureCamera& camera = capture.cameras[c];
    CameraFrames frames{camera.name, camera.times, std::vector<FrameState>(camera.times.size(), FrameState::unused)};
    for (const int frame : looked.frames[c]) frames.states[static_cast<size_t>(frame)] = FrameState::failed;
    for (const auto& [frame, pose] : posesOf(static_cast<int>(c), looked, found))
      frames.states[static_cast<size_t>(frame)] = FrameState::registered;
    out.push_back(std::move(frames));
  }
  return out;
}

PoseEstimate capturedBy(const Capture& capture, const LookedAt& looked, const Reconstruction& found, const PoseOptions& options) {
  PoseEstimate out;
  out.frames = frameStates(capture, looked, found);
  out.reprojectionError = found.error();
  std::vector<glm::dmat4> all;
  all.reserve(found.estimated_from_camera.size());
  for (const auto& [id, pose] : found.estimated_from_camera) all.push_back(pose);
  const std::vector<double> weights(all.size(), 1.0);
  const std::optional<glm::dvec3> ground = groundNormal(found.points, all, commonUp(all, weights));
  out.world = chooseWorld(all, found.distance, options.world, ground);
  out.points = found.points;
  for (SparsePoint& point : out.points) point.position = glm::vec3(out.world.point(glm::dvec3(point.position)));
  out.capture = capture;
  out.capture.cameras.clear();
  out.capture.plan.reset();
  eraseUnposedNote(out.capture);
  for (size_t c = 0; c < capture.cameras.size(); ++c) {
    auto camera = posedCamera(capture.cameras[c], posesOf(static_cast<int>(c), looked, found), looked.still[c],
                              options.wanted.empty() ? nullptr : &options.wanted[c], out.world);
    if (!camera) {
      out.capture.notes.push_back("Camera '" + capture.cameras[c].name + "' has no frame with a pose and was left out.");
      continue;
    }
    camera->frameIntrinsics.clear();
    camera->frameDistortions.clear();
    std::tie(camera->intrinsics, camera->distortion) = found.lenses.at(static_cast<int>(c));
    out.capture.cameras.push_back(std::move(*camera));
  }
  if (out.capture.cameras.empty())
    throw Error(ErrorCode::badInput, "None of the asked frames has a pose, though " + registeredWords(out.frames) +
                                         " that were looked at have one. Ask for more frames (--frames).");
  addNotes(out, found, options, out.capture);
  validate(out.capture);
  return out;
}

void eraseUnposedNote(Capture& capture) { std::erase(capture.notes, "The source has no camera poses."); }

}  // namespace fsm::poses
