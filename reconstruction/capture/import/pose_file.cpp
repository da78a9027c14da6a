#include "reconstruction/capture/import/pose_file.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "reconstruction/capture/import/frame_names.h"
#include "reconstruction/capture/import/posed_sources.h"
#include "reconstruction/capture/import/scene_file.h"
#include "reconstruction/capture/import/subset.h"
#include "reconstruction/core/error.h"
#include "reconstruction/core/file.h"

namespace fsm {
namespace {

namespace fs = std::filesystem;
using import::FrameGroup;
using import::PosedFrame;
using import::PosedFrames;

PosedFrames readPoses(const fs::path& source) {
  std::error_code failed;
  if (!fs::exists(source, failed)) throw Error(ErrorCode::notFound, quoted(source) + " does not exist. Check its name.");
  if (import::acceptsSceneFile(source)) return import::posedFramesOf(import::readSceneFile(source));
  for (const import::PosedSource& kind : import::posedSources())
    if (kind.accepts(source)) return kind.read(source);
  std::string names = "capture folder (scene.json)";
  for (const import::PosedSource& kind : import::posedSources()) names += std::string(", ") + kind.name;
  throw Error(ErrorCode::unsupported, quoted(source) + " holds no camera poses that can be read. Give one of: " + names + ".");
}

/// Frame of the camera -> position in the posed frames.
using Matches = std::map<int, size_t>;

/// Frame numbers of the group, counted from 0, or nothing when they are not known or do not fit `frames`.
Matches matchByNumber(const PosedFrames& poses, const FrameGroup& group, int frames) {
  std::vector<int64_t> numbers;
  bool fromNames = false;
  for (size_t i : group.members) {
    const PosedFrame& frame = poses.frames[i];
    const auto number = frame.index ? frame.index : import::numberInName(frame.name);
    if (!number) return {};
    fromNames = fromNames || !frame.index;
    numbers.push_back(*number);
  }
  // Programs that write a video's frames as stills mostly count from 1.
  const int64_t first = fromNames && *std::min_element(numbers.begin(), numbers.end()) >= 1 ? 1 : 0;
  Matches out;
  for (size_t k = 0; k < numbers.size(); ++k) {
    const int64_t frame = numbers[k] - first;
    if (frame < 0 || frame >= frames || !out.emplace(static_cast<int>(frame), group.members[k]).second) return {};
  }
  return out;
}

/// Each pose to the camera's frame nearest in time, where it is nearer than half the usual step.
Matches matchByTime(const PosedFrames& poses, const FrameGroup& group, const std::vector<Seconds>& times) {
  std::vector<std::pair<Seconds, int>> sorted;
  sorted.reserve(times.size());
  for (size_t i = 0; i < times.size(); ++i) sorted.emplace_back(times[i], static_cast<int>(i));
  std::sort(sorted.begin(), sorted.end());
  std::vector<Seconds> steps;
  for (size_t i = 1; i < sorted.size(); ++i) steps.push_back(sorted[i].first - sorted[i - 1].first);
  std::sort(steps.begin(), steps.end());
  const Seconds reach = steps.empty() ? 1e-3 : 0.5 * steps[steps.size() / 2] + 1e-6;
  Matches out;
  for (size_t i : group.members) {
    if (!poses.frames[i].time) return {};
    const Seconds t = *poses.frames[i].time;
    auto next = std::lower_bound(sorted.begin(), sorted.end(), std::pair{t, -1});
    if (next == sorted.end() || (next != sorted.begin() && t - std::prev(next)->first < next->first - t)) --next;
    if (std::abs(next->first - t) <= reach) out.emplace(next->second, i);
  }
  return out;
}

Matches match(const PosedFrames& poses, const FrameGroup& group, const CaptureCamera& camera) {
  Matches out;
  if (static_cast<int>(group.members.size()) == camera.frameCount()) {
    for (int i = 0; i < camera.frameCount(); ++i) out[i] = group.members[i];
    return out;
  }
  const auto onlyTimed = [&](size_t i) { return poses.frames[i].time && !poses.frames[i].index; };
  if (std::all_of(group.members.begin(), group.members.end(), onlyTimed)) {
    out = matchByTime(poses, group, camera.times);
    if (out.size() == group.members.size()) return out;
  }
  out = matchByNumber(poses, group, camera.frameCount());
  return out.empty() ? matchByTime(poses, group, camera.times) : out;
}

CaptureCamera posedCamera(const CaptureCamera& camera, const PosedFrames& poses, const Matches& matches) {
  std::vector<int> kept;
  std::vector<glm::dmat4> world_from_camera;
  std::vector<Intrinsics> intrinsics;
  std::vector<Distortion> distortions;
  for (const auto& [frame, position] : matches) {
    const PosedFrame& pose = poses.frames[position];
    kept.push_back(frame);
    world_from_camera.push_back(pose.world_from_camera);
    intrinsics.push_back(pose.intrinsics.complete(camera.intrinsics.size, "Frame '" + pose.name + "'"));
    distortions.push_back(pose.distortion);
  }
  CaptureCamera out = static_cast<int>(kept.size()) == camera.frameCount() ? camera : selectFrames(camera, kept);
  const auto same = [](const auto& list) {
    return std::all_of(list.begin(), list.end(), [&](const auto& x) { return x == list.front(); });
  };
  out.intrinsics = intrinsics.front();
  out.distortion = distortions.front();
  out.frameIntrinsics = same(intrinsics) ? std::vector<Intrinsics>() : std::move(intrinsics);
  out.frameDistortions = same(distortions) ? std::vector<Distortion>() : std::move(distortions);
  if (same(world_from_camera)) world_from_camera.resize(1);
  out.world_from_camera = std::move(world_from_camera);
  return out;
}

/// The group for each camera: by name, else in order when there are as many.
std::vector<size_t> assignGroups(const Capture& capture, const std::vector<FrameGroup>& groups, const fs::path& source) {
  std::vector<size_t> out;
  for (const CaptureCamera& camera : capture.cameras) {
    const std::string stem = fs::path(camera.name).stem().string();
    const auto found = std::find_if(groups.begin(), groups.end(), [&](const FrameGroup& g) {
      const std::string folder = fs::path(g.folder).filename().string();
      return folder == camera.name || folder == stem;
    });
    if (found != groups.end()) out.push_back(static_cast<size_t>(found - groups.begin()));
  }
  if (out.size() == capture.cameras.size()) return out;
  if (groups.size() != capture.cameras.size())
    throw Error(ErrorCode::badInput, quoted(source) + " has poses for " + std::to_string(groups.size()) +
                                         " cameras, but there are " + std::to_string(capture.cameras.size()) +
                                         " videos. Name the files like the cameras.");
  out.resize(groups.size());
  std::iota(out.begin(), out.end(), size_t{0});
  return out;
}

}  // namespace

void applyPoses(Capture& unposed, const fs::path& posesSource) {
  const PosedFrames poses = readPoses(posesSource);
  if (poses.frames.empty())
    throw Error(ErrorCode::badInput, quoted(posesSource) + " holds no posed frame. Export it again with its cameras.");
  const std::vector<FrameGroup> groups = import::groupByCamera(poses);
  const std::vector<size_t> assigned = assignGroups(unposed, groups, posesSource);
  std::vector<CaptureCamera> cameras;
  std::vector<std::string> notes;
  for (size_t c = 0; c < unposed.cameras.size(); ++c) {
    const CaptureCamera& camera = unposed.cameras[c];
    const FrameGroup& group = groups[assigned[c]];
    const Matches matches = match(poses, group, camera);
    if (matches.empty())
      throw Error(ErrorCode::badInput, "None of the " + std::to_string(group.members.size()) + " poses of " +
                                           quoted(posesSource) + " belongs to one of the " + std::to_string(camera.frameCount()) +
                                           " frames of '" + camera.name +
                                           "'. Give poses whose frame numbers or times are those of the video.");
    if (static_cast<int>(matches.size()) < camera.frameCount())
      notes.push_back("Poses were found for " + std::to_string(matches.size()) + " of " + std::to_string(camera.frameCount()) +
                      " frames of '" + camera.name + "'; the others were left out.");
    cameras.push_back(posedCamera(camera, poses, matches));
  }
  std::erase(unposed.notes, "The source has no camera poses.");
  unposed.notes.insert(unposed.notes.end(), notes.begin(), notes.end());
  unposed.cameras = std::move(cameras);
  unposed.plan.reset();
  validate(unposed);
}

}  // namespace fsm
