#include "reconstruction/capture/import/subset.h"

#include <algorithm>
#include <map>
#include <numeric>

#include "reconstruction/capture/image_sources.h"
#include "reconstruction/core/error.h"
#include "reconstruction/media/sharpness.h"

namespace fsm {
namespace {

/// One of each window, by looking at all of their frames.
std::vector<int> sharpestFrames(const CaptureCamera& camera, const std::vector<std::vector<int>>& windows, Progress& progress) {
  std::vector<int> frames;
  for (const std::vector<int>& window : windows) frames.insert(frames.end(), window.begin(), window.end());
  std::vector<int> reading = frames;
  std::sort(reading.begin(), reading.end());
  std::map<int, double> sharpness;
  camera.images->read(reading, [&](int frame, Image&& image) {
    sharpness[frame] = media::sharpness(image);
    progress.advance(static_cast<double>(sharpness.size()), static_cast<double>(reading.size()));
  });
  std::vector<double> values;
  values.reserve(frames.size());
  for (const int frame : frames) values.push_back(sharpness.at(frame));
  return media::sharpestOf(windows, values);
}

bool inRange(const CaptureCamera& camera, const media::FrameSelection& selection) {
  if (!selection.range) return true;
  return std::any_of(camera.times.begin(), camera.times.end(),
                     [&](Seconds t) { return t >= selection.range->first && t <= selection.range->second; });
}

FramePlan keepPlan(const FramePlan& plan, const std::map<FrameId, FrameId>& renumbered) {
  FramePlan out;
  for (FrameId id : plan.inputs)
    if (const auto it = renumbered.find(id); it != renumbered.end()) out.inputs.push_back(it->second);
  for (FrameId id : plan.targets)
    if (const auto it = renumbered.find(id); it != renumbered.end()) out.targets.push_back(it->second);
  return out;
}

}  // namespace

std::vector<int> keptFrames(const CaptureCamera& camera, const media::FrameSelection& selection, Progress& progress) {
  std::vector<int> order(camera.times.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](int a, int b) { return camera.times[a] < camera.times[b]; });
  std::vector<Seconds> sorted;
  sorted.reserve(order.size());
  for (int i : order) sorted.push_back(camera.times[i]);
  std::vector<std::vector<int>> windows = media::selectWindows(sorted, selection);
  for (std::vector<int>& window : windows)
    for (int& frame : window) frame = order[frame];
  std::vector<int> kept;
  if (selection.sharpest)
    kept = sharpestFrames(camera, windows, progress);
  else
    for (const std::vector<int>& window : windows) kept.push_back(window.front());
  std::sort(kept.begin(), kept.end());
  return kept;
}

CaptureCamera selectFrames(const CaptureCamera& camera, const std::vector<int>& kept) {
  CaptureCamera out = camera;
  out.images = std::make_shared<SelectedImages>(camera.images, kept);
  const auto choose = [&](auto& list) {
    if (list.size() < 2) return;
    auto chosen = std::remove_reference_t<decltype(list)>();
    for (int i : kept) chosen.push_back(list.at(i));
    list = std::move(chosen);
  };
  choose(out.frameIntrinsics);
  choose(out.frameDistortions);
  choose(out.world_from_camera);
  choose(out.times);
  return out;
}

Capture subset(const Capture& capture, const media::FrameSelection& selection, Progress& progress) {
  Capture out = capture;
  out.cameras.clear();
  std::map<FrameId, FrameId> renumbered;
  for (size_t c = 0; c < capture.cameras.size(); ++c) {
    const CaptureCamera& camera = capture.cameras[c];
    if (!inRange(camera, selection)) {
      out.notes.push_back("Camera '" + camera.name + "' has no frame in the chosen range and was left out.");
      continue;
    }
    const std::vector<int> kept = keptFrames(camera, selection, progress);
    for (size_t i = 0; i < kept.size(); ++i)
      renumbered[{static_cast<int>(c), kept[i]}] = {static_cast<int>(out.cameras.size()), static_cast<int>(i)};
    out.cameras.push_back(selectFrames(camera, kept));
  }
  if (out.cameras.empty())
    throw Error(ErrorCode::badInput, "No frame lies in the chosen range. Choose a range within the capture's times.");
  if (capture.plan) {
    out.plan = keepPlan(*capture.plan, renumbered);
    if (out.plan->inputs.empty()) out.plan.reset();
  }
  return out;
}

}  // namespace fsm
