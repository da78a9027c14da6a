#include "reconstruction/capture/import/posed_frames.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "reconstruction/capture/import/frame_names.h"
#include "reconstruction/core/error.h"

namespace fsm::import {
namespace {

constexpr double kUnknownFps = 30;

bool allHave(const PosedFrames& frames, const auto& member) {
  return std::all_of(frames.frames.begin(), frames.frames.end(), [&](const PosedFrame& f) { return (f.*member).has_value(); });
}

/// Frame numbers from the names, when every frame has one, no camera has one twice and they are numbers of frames, not dates.
std::optional<std::vector<int64_t>> numbersFromNames(const PosedFrames& frames, const std::vector<FrameGroup>& groups) {
  std::vector<int64_t> numbers;
  for (const PosedFrame& frame : frames.frames) {
    const auto number = numberInName(frame.name);
    if (!number) return std::nullopt;
    numbers.push_back(*number);
  }
  for (const FrameGroup& group : groups) {
    std::vector<int64_t> own;
    own.reserve(group.members.size());
    for (size_t i : group.members) own.push_back(numbers[i]);
    std::sort(own.begin(), own.end());
    if (std::adjacent_find(own.begin(), own.end()) != own.end()) return std::nullopt;
    if (own.back() - own.front() > 1000 * static_cast<int64_t>(own.size())) return std::nullopt;
  }
  return numbers;
}

std::vector<Seconds> fromNumbers(const std::vector<int64_t>& numbers, double fps) {
  const int64_t first = numbers.empty() ? 0 : *std::min_element(numbers.begin(), numbers.end());
  std::vector<Seconds> times;
  times.reserve(numbers.size());
  for (int64_t n : numbers) times.push_back(static_cast<double>(n - first) / fps);
  return times;
}

}  // namespace

Intrinsics scaledTo(const Intrinsics& k, ImageSize actual, const std::string& where) {
  if (k.size == actual) return k;
  const double stretch =
      (static_cast<double>(actual.width) * k.size.height) / (static_cast<double>(actual.height) * k.size.width);
  if (!(stretch > 0.98 && stretch < 1.0 / 0.98))
    throw Error(ErrorCode::fileDamaged, where + ": the image is " + std::to_string(actual.width) + " x " +
                                            std::to_string(actual.height) + " pixels, but its intrinsics are for " +
                                            std::to_string(k.size.width) + " x " + std::to_string(k.size.height) +
                                            ". Use the images that were posed, or correct the sizes.");
  return resized(k, actual);
}

Intrinsics FileIntrinsics::complete(ImageSize actual, const std::string& where) const {
  const bool sized = size.width > 0 && size.height > 0;
  Intrinsics k{sized ? size : actual};
  const auto focal = [](std::optional<double> given, std::optional<double> angle, int length) {
    if (given) return *given;
    return angle && *angle > 0 && *angle < 3.1415 ? 0.5 * length / std::tan(0.5 * *angle) : 0.0;
  };
  k.fx = focal(fx, angleX, k.size.width);
  k.fy = focal(fy, angleY, k.size.height);
  if (k.fx == 0) k.fx = k.fy;
  if (k.fy == 0) k.fy = k.fx;
  k.cx = cx.value_or(0.5 * k.size.width);
  k.cy = cy.value_or(0.5 * k.size.height);
  if (!(k.fx > 0 && k.fy > 0 && std::isfinite(k.fx) && std::isfinite(k.fy) && std::isfinite(k.cx) && std::isfinite(k.cy)))
    throw Error(ErrorCode::fileDamaged,
                where + " has no focal length that is a positive number. Correct the file, or export it again.");
  return scaledTo(k, actual, where);
}

std::vector<FrameGroup> groupByCamera(const PosedFrames& frames) {
  std::map<std::string, std::vector<size_t>> byFolder;
  for (size_t i = 0; i < frames.frames.size(); ++i)
    byFolder[frames.video.empty() ? folderOf(frames.frames[i].name) : std::string()].push_back(i);
  std::vector<FrameGroup> groups;
  groups.reserve(byFolder.size());
  for (auto& [folder, members] : byFolder) groups.push_back({folder, std::move(members)});
  std::sort(groups.begin(), groups.end(),
            [](const FrameGroup& a, const FrameGroup& b) { return naturalLess(a.folder, b.folder); });

  const bool timed = allHave(frames, &PosedFrame::time), indexed = allHave(frames, &PosedFrame::index);
  const auto before = [&](size_t a, size_t b) {
    const PosedFrame &x = frames.frames[a], &y = frames.frames[b];
    if (!frames.video.empty() && indexed && *x.index != *y.index) return *x.index < *y.index;
    if (timed && *x.time != *y.time) return *x.time < *y.time;
    if (indexed && *x.index != *y.index) return *x.index < *y.index;
    return x.name != y.name ? naturalLess(x.name, y.name) : a < b;
  };
  for (FrameGroup& group : groups) std::sort(group.members.begin(), group.members.end(), before);
  return groups;
}

std::vector<Seconds> timesOf(const PosedFrames& frames, const std::vector<FrameGroup>& groups, std::vector<std::string>& notes) {
  std::vector<Seconds> times(frames.frames.size(), 0.0);
  if (allHave(frames, &PosedFrame::time)) {
    for (size_t i = 0; i < times.size(); ++i) times[i] = *frames.frames[i].time;
    return times;
  }
  const double fps = frames.fps.value_or(kUnknownFps);
  const std::string rate = frames.fps ? "" : " at 30 a second";
  if (allHave(frames, &PosedFrame::index)) {
    if (!frames.fps) notes.push_back("The source gives no times: its frame indices were taken" + rate + ".");
    std::vector<int64_t> numbers;
    numbers.reserve(frames.frames.size());
    for (const PosedFrame& frame : frames.frames) numbers.push_back(*frame.index);
    return fromNumbers(numbers, fps);
  }
  if (const auto numbers = numbersFromNames(frames, groups)) {
    notes.push_back("The source gives no times: the numbers in the file names were taken as frames" + rate + ".");
    return fromNumbers(*numbers, fps);
  }
  notes.push_back("The source gives no times: the order of the file names was taken" + rate + ".");
  for (const FrameGroup& group : groups)
    for (size_t i = 0; i < group.members.size(); ++i) times[group.members[i]] = static_cast<double>(i) / fps;
  return times;
}

}  // namespace fsm::import
