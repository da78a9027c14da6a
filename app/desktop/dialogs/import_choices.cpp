#include "app/desktop/dialogs/import_choices.h"

#include <algorithm>
#include <cstdio>

#include "reconstruction/core/error.h"
#include "reconstruction/media/frame_selection.h"

namespace fsm::desktop {

namespace {

using Keep = ImportChoices::Keep;
using Poses = ImportChoices::Poses;
using Up = ImportChoices::Up;

constexpr double kSameMoment = 1e-3;  ///< seconds: what typed numbers are rounded to

bool isWhole(const Capture& capture, const ImportChoices& choices) {
  const auto [first, last] = capture.timeRange();
  return choices.from <= first + kSameMoment && choices.to >= last - kSameMoment;
}

/// What `keep` stands for; automatic: as many as cameras are estimated from, unless the cameras are known already.
media::FrameSelection selectionOf(const Capture& capture, const ImportChoices& choices, bool posed) {
  media::FrameSelection selection;
  selection.range = {choices.from - kSameMoment / 2, choices.to + kSameMoment / 2};
  if (choices.keep == Keep::count) selection.count = choices.count;
  if (choices.keep == Keep::rate) selection.fps = choices.rate;
  const bool all = posed && choices.poses == Poses::found;
  if (choices.keep == Keep::automatic && !all)
    selection.count = std::max(1, choices.poseFrames / std::max(1, static_cast<int>(capture.cameras.size())));
  return selection;
}

std::string rangeText(const ImportChoices& choices) {
  char text[64];
  std::snprintf(text, sizeof text, "%.4f:%.4f", choices.from - kSameMoment / 2, choices.to + kSameMoment / 2);
  return text;
}

void setWorld(poses::WorldChoice& world, const ImportChoices& choices) {
  world.scale = choices.scale;
  if (choices.up == Up::first)
    world.up = poses::WorldChoice::Up::first;
  else if (choices.up != Up::found)
    world.direction = upDirection(choices.up, nullptr);
}

}  // namespace

ImportChoices defaultChoices(const Footage& footage) {
  ImportChoices choices;
  choices.poses = footage.posesName.empty() ? Poses::estimate : Poses::found;
  choices.inputs.assign(footage.capture->cameras.size(), true);
  if (hasOwnClocks(footage))
    for (const CaptureCamera& camera : footage.capture->cameras) choices.offsets.push_back({.camera = camera.name, .reason = {}});
  std::tie(choices.from, choices.to) = onOneClock(footage, choices).timeRange();
  return choices;
}

bool hasOwnClocks(const Footage& footage) { return footage.capture->cameras.size() > 1 && footage.posesName.empty(); }

Capture onOneClock(const Footage& footage, const ImportChoices& choices) {
  Capture capture = *footage.capture;
  if (hasOwnClocks(footage)) sync::applyOffsets(capture, choices.offsets);
  return capture;
}

std::vector<Seconds> timesInRange(const CaptureCamera& camera, const ImportChoices& choices) {
  std::vector<Seconds> times;
  for (const Seconds time : camera.times)
    if (time >= choices.from - kSameMoment && time <= choices.to + kSameMoment) times.push_back(time);
  std::sort(times.begin(), times.end());
  return times;
}

std::vector<Seconds> keptTimes(const Capture& capture, size_t camera, const ImportChoices& choices, bool posed) {
  const std::vector<Seconds> times = timesInRange(capture.cameras[camera], choices);
  if (times.empty()) return {};
  media::FrameSelection selection = selectionOf(capture, choices, posed);
  selection.range.reset();
  std::vector<Seconds> kept;
  for (const int index : media::selectFrames(times, selection)) kept.push_back(times[static_cast<size_t>(index)]);
  return kept;
}

ImportOrder orderOf(const Footage& footage, const Capture& capture, const ImportChoices& choices) {
  ImportOrder order;
  jobs::ImportRequest& request = order.request;
  request.sources = footage.sources;
  const bool posed = !footage.posesName.empty(), whole = isWhole(capture, choices);
  order.inPlace = posed && choices.poses == Poses::found && whole && choices.keep == Keep::automatic;
  if (choices.poses == Poses::estimate) request.poses = "estimate";
  if (choices.poses == Poses::still) request.poses = "static";
  if (!whole) request.range = rangeText(choices);
  if (choices.keep == Keep::count) request.frames = choices.count;
  if (choices.keep == Keep::rate) request.fps = choices.rate;
  // A camera that stood still keeps every frame where nothing is said: more than anything reads.
  if (choices.keep == Keep::automatic && choices.poses == Poses::still) request.frames = choices.poseFrames;
  request.sharpest = choices.sharpest && choices.keep != Keep::automatic;
  request.poseOptions.frames = choices.poseFrames;
  if (choices.poses == Poses::estimate) setWorld(request.poseOptions.world, choices);
  if (hasOwnClocks(footage)) {
    for (const sync::CameraOffset& offset : choices.offsets) request.offsets[offset.camera] = offset.offset;
    request.syncBySound = false;  // the panel has listened already
  }

  jobs::ReconstructOptions& reconstruct = order.reconstruct;
  reconstruct.size = std::to_string(choices.longSide);
  reconstruct.mostInputs = choices.reads;
  reconstruct.gaussians = choices.gaussians;
  reconstruct.budget = choices.budget;
  reconstruct.model.device = choices.device;
  const auto all = std::find(choices.inputs.begin(), choices.inputs.end(), false) == choices.inputs.end();
  for (size_t c = 0; !all && c < capture.cameras.size(); ++c)
    if (choices.inputs[c]) reconstruct.inputs += (reconstruct.inputs.empty() ? "" : ",") + capture.cameras[c].name;
  return order;
}

jobs::ImportWork workOf(const Footage& footage, const Capture& capture, const ImportChoices& choices, int patch) {
  jobs::ImportWork work;
  const bool posed = !footage.posesName.empty();
  const bool inPlace = orderOf(footage, capture, choices).inPlace;
  int inRange = 0, kept = 0, readable = 0;
  work.source = jobs::largestFrame(capture);
  for (size_t c = 0; c < capture.cameras.size(); ++c) {
    const int frames = static_cast<int>(keptTimes(capture, c, choices, posed).size());
    inRange += static_cast<int>(timesInRange(capture.cameras[c], choices).size());
    kept += frames;
    if (choices.inputs[c]) readable += frames;
  }
  work.decodedFrames = inRange;
  work.writtenFrames = inPlace ? 0 : kept;
  if (choices.poses == Poses::estimate) work.poseFrames = std::min(inRange, std::max(kept, choices.poseFrames));
  work.inputs = std::min(choices.reads, readable);
  work.size = jobs::readSize(work.source, choices.longSide, patch);
  work.gaussians = choices.gaussians;
  return work;
}

glm::dvec3 upDirection(Up up, const Capture* capture) {
  switch (up) {
    case Up::found: break;
    case Up::first:
      if (capture && capture->posed()) return -glm::dvec3(capture->cameras.front().pose(0)[1]);
      break;
    case Up::right: return {1, 0, 0};
    case Up::left: return {-1, 0, 0};
    case Up::ahead: return {0, 0, 1};
    case Up::behind: return {0, 0, -1};
    case Up::flipped: return {0, 1, 0};
  }
  return {0, -1, 0};
}

}  // namespace fsm::desktop
