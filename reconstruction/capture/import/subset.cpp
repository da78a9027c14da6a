#include "reconstruction/capture/import/subset.h"

#include <algorithm>
#include <map>
#include <numeric>

#include "reconstruction/capture/image_sources.h"
#include "reconstruction/core/error.h"

namespace fsm {
namespace {

/// Indices of the camera's frames that are kept, increasing.
std::vector<int> keptFrames(const CaptureCamera& camera, const media::FrameSelection& selection) {
  std::vector<int> order(camera.times.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](int a, int b) { return camera.times[a] < camera.times[b]; });
  std::vector<Seconds> sorted;
  for (int i : order) sorted.push_back(camera.times[i]);
  std::vector<int> kept;
  for (int i : media::selectFrames(sorted, selection)) kept.push_back(order[i]);
  std::sort(kept.begin(), kept.end());
  return kept;
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

Capture subset(const Capture& capture, const media::FrameSelection& selection) {
  Capture out = capture;
  out.cameras.clear();
  std::map<FrameId, FrameId> renumbered;
  for (size_t c = 0; c < capture.cameras.size(); ++c) {
    const CaptureCamera& camera = capture.cameras[c];
    if (!inRange(camera, selection)) {
      out.notes.push_back("Camera '" + camera.name + "' has no frame in the chosen range and was left out.");
      continue;
    }
    const std::vector<int> kept = keptFrames(camera, selection);
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
