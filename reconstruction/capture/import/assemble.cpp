// From a list of posed frames to a capture: image files found, cameras made by folder and size, plan carried over.
#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "reconstruction/capture/image_sources.h"
#include "reconstruction/capture/import/frame_names.h"
#include "reconstruction/capture/import/posed_frames.h"
#include "reconstruction/capture/import/video_images.h"
#include "reconstruction/core/error.h"
#include "reconstruction/core/file.h"
#include "reconstruction/core/image_file.h"

namespace fsm::import {
namespace {

namespace fs = std::filesystem;

/// The image file of a frame: its name in one of the folders, as it stands or with an extension that the source left out.
fs::path findImage(const PosedFrames& frames, const std::string& name) {
  std::error_code failed;
  for (const fs::path& folder : frames.searchFolders)
    for (const char* extension : {"", ".png", ".jpg", ".jpeg", ".JPG", ".PNG"}) {
      const fs::path candidate = folder / (name + extension);
      if (fs::is_regular_file(candidate, failed) && isImageFile(candidate)) return candidate;
    }
  throw Error(ErrorCode::notFound, "The image '" + name + "' that " + quoted(frames.source) +
                                       " names was not found as PNG or JPEG. Put the images beside it under the names it gives.");
}

/// Camera names: "cam0" for a single one, else the folders' names, told apart where they repeat.
class CameraNames {
 public:
  explicit CameraNames(size_t cameras) : single_(cameras == 1) {}
  std::string next(const std::string& folder) {
    const std::string last = fs::path(folder).filename().string();
    std::string name = single_ ? "cam0" : (last.empty() || last == "." ? "cam" + std::to_string(taken_.size()) : last);
    for (int suffix = 2; taken_.contains(name); ++suffix) name = last + "_" + std::to_string(suffix);
    taken_.insert(name);
    return name;
  }

 private:
  bool single_;
  std::set<std::string> taken_;
};

/// Frames of one camera with everything known.
struct CameraFrames {
  std::string folder;
  ImageSize size;
  std::vector<size_t> members;
  std::vector<fs::path> files;
};

std::vector<CameraFrames> splitBySize(const PosedFrames& frames, const std::vector<FrameGroup>& groups) {
  std::vector<CameraFrames> out;
  for (const FrameGroup& group : groups) {
    std::map<std::pair<int, int>, size_t> bySize;
    for (size_t i : group.members) {
      const fs::path file = findImage(frames, frames.frames[i].name);
      const ImageSize size = imageFileSize(file);
      const auto [it, fresh] = bySize.try_emplace({size.width, size.height}, out.size());
      if (fresh) out.push_back({group.folder, size, {}, {}});
      out[it->second].members.push_back(i);
      out[it->second].files.push_back(file);
    }
  }
  return out;
}

/// Poses, intrinsics, distortions and times of a camera; what is the same in all frames is kept once.
CaptureCamera makeCamera(const PosedFrames& frames, const CameraFrames& own, const std::vector<Seconds>& times) {
  CaptureCamera camera;
  for (size_t i : own.members) {
    const PosedFrame& frame = frames.frames[i];
    camera.world_from_camera.push_back(frame.world_from_camera);
    camera.frameIntrinsics.push_back(frame.intrinsics.complete(own.size, "Frame '" + frame.name + "'"));
    camera.frameDistortions.push_back(frame.distortion);
    camera.times.push_back(times[i]);
  }
  camera.intrinsics = camera.frameIntrinsics.front();
  camera.distortion = camera.frameDistortions.front();
  const auto same = [](const auto& list) {
    return std::all_of(list.begin(), list.end(), [&](const auto& x) { return x == list.front(); });
  };
  if (same(camera.frameIntrinsics)) camera.frameIntrinsics.clear();
  if (same(camera.frameDistortions)) camera.frameDistortions.clear();
  if (same(camera.world_from_camera)) camera.world_from_camera.resize(1);
  return camera;
}

void addPlan(const PosedFrames& frames, const std::vector<CameraFrames>& cameras, Capture& capture) {
  FramePlan plan;
  for (size_t c = 0; c < cameras.size(); ++c)
    for (size_t f = 0; f < cameras[c].members.size(); ++f) {
      const auto role = frames.frames[cameras[c].members[f]].role;
      const FrameId id{static_cast<int>(c), static_cast<int>(f)};
      if (role == PosedFrame::Role::input) plan.inputs.push_back(id);
      if (role == PosedFrame::Role::target) plan.targets.push_back(id);
    }
  if (plan.inputs.empty()) return;
  const auto earlier = [&](FrameId a, FrameId b) {
    return capture.time(a) != capture.time(b) ? capture.time(a) < capture.time(b) : a < b;
  };
  std::sort(plan.inputs.begin(), plan.inputs.end(), earlier);
  std::sort(plan.targets.begin(), plan.targets.end(), earlier);
  capture.plan = std::move(plan);
}

/// One camera whose frames are chosen frames of a video.
std::vector<CameraFrames> openVideo(const PosedFrames& frames, const FrameGroup& group, CaptureCamera& camera,
                                    std::vector<Seconds>& times) {
  std::vector<int> selection;
  const VideoImages whole(frames.video);
  const int count = whole.count();
  const bool timed =
      std::all_of(frames.frames.begin(), frames.frames.end(), [](const PosedFrame& f) { return f.time.has_value(); });
  for (size_t i : group.members) {
    const int64_t index = frames.frames[i].index.value_or(static_cast<int64_t>(selection.size()));
    if (index < 0 || index >= count)
      throw Error(ErrorCode::fileDamaged, quoted(frames.source) + " names frame " + std::to_string(index) +
                                              ", but the video has only " + std::to_string(count) +
                                              " frames. Use the video that was posed.");
    if (!selection.empty() && index <= selection.back())
      throw Error(ErrorCode::fileDamaged,
                  quoted(frames.source) + " names frame " + std::to_string(index) + " of the video twice. Remove one of them.");
    selection.push_back(static_cast<int>(index));
    if (!timed) times[i] = whole.info().times[index];
  }
  const CameraFrames own{"", whole.info().size, group.members, {}};
  camera = makeCamera(frames, own, times);
  camera.images = std::make_shared<VideoImages>(frames.video, std::move(selection));
  camera.name = "cam0";
  return {own};
}

}  // namespace

Capture assemble(const PosedFrames& frames) {
  if (frames.frames.empty())
    throw Error(ErrorCode::badInput, quoted(frames.source) + " holds no posed frame. Export it again with its cameras.");
  Capture capture;
  capture.name = frames.name;
  capture.source = frames.source.string();
  capture.notes = frames.notes;
  const std::vector<FrameGroup> groups = groupByCamera(frames);
  std::vector<CameraFrames> cameras;
  if (!frames.video.empty()) {
    std::vector<Seconds> times(frames.frames.size(), 0.0);
    for (size_t i = 0; i < times.size(); ++i) times[i] = frames.frames[i].time.value_or(0.0);
    capture.cameras.resize(1);
    cameras = openVideo(frames, groups.front(), capture.cameras[0], times);
  } else {
    const std::vector<Seconds> times = timesOf(frames, groups, capture.notes);
    cameras = splitBySize(frames, groups);
    CameraNames names(cameras.size());
    for (CameraFrames& own : cameras) {
      capture.cameras.push_back(makeCamera(frames, own, times));
      capture.cameras.back().name = names.next(own.folder);
      capture.cameras.back().images = std::make_shared<StillImages>(std::move(own.files));
    }
  }
  addPlan(frames, cameras, capture);
  return capture;
}

}  // namespace fsm::import
