#include "reconstruction/capture/plan.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <map>

#include "reconstruction/core/error.h"

namespace fsm {
namespace {

[[noreturn]] void refuse(const std::string& sentence) { throw Error(ErrorCode::badInput, sentence); }

/// A whole positive number, or 0 when `text` is none.
int positiveNumber(std::string_view text) {
  int value = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
  return failed == std::errc{} && end == text.data() + text.size() && value > 0 ? value : 0;
}

constexpr std::string_view kEvery = "every:";

int parseEvery(const std::string& text, int least) {
  const int every = positiveNumber(std::string_view(text).substr(kEvery.size()));
  if (every < least)
    refuse("'" + text + "' is not understood. Write every:N with a whole number N of at least " + std::to_string(least) + ".");
  return every;
}

int cameraIndex(const Capture& capture, const std::string& name) {
  std::string names;
  for (size_t i = 0; i < capture.cameras.size(); ++i) {
    if (capture.cameras[i].name == name) return static_cast<int>(i);
    names += (i ? ", " : "") + capture.cameras[i].name;
  }
  refuse("There is no camera '" + name + "'. The capture has: " + names + ".");
}

/// The camera's frames in the order of their times: its moments.
std::vector<FrameId> moments(const Capture& capture, int camera) {
  std::vector<FrameId> ids(capture.cameras[camera].frameCount());
  for (size_t i = 0; i < ids.size(); ++i) ids[i] = {camera, static_cast<int>(i)};
  std::stable_sort(ids.begin(), ids.end(), [&](FrameId a, FrameId b) { return capture.time(a) < capture.time(b); });
  return ids;
}

void sortByTime(const Capture& capture, std::vector<FrameId>& ids) {
  std::sort(ids.begin(), ids.end(), [&](FrameId a, FrameId b) {
    const Seconds ta = capture.time(a), tb = capture.time(b);
    return ta != tb ? ta < tb : a < b;
  });
}

/// How many frames each camera gives: one from each in turn until `count` are given. Fewer than cameras: evenly chosen cameras.
std::vector<int> quotas(const std::vector<std::vector<FrameId>>& cameras, int count) {
  const int n = static_cast<int>(cameras.size());
  std::vector<int> quota(n, 0);
  if (count < n) {
    for (int k = 0; k < count; ++k) quota[static_cast<int>((k + 0.5) * n / count)] = 1;
    return quota;
  }
  while (count > 0)
    for (int c = 0; c < n && count > 0; ++c)
      if (quota[c] < static_cast<int>(cameras[c].size())) {
        ++quota[c];
        --count;
      }
  return quota;
}

/// `quota` of `frames`, first and last included where there is one camera; camera `turn` of `turns` starts that share of a step
/// later.
void takeEvenly(const std::vector<FrameId>& frames, int quota, double turn, double turns, std::vector<FrameId>& out) {
  const int n = static_cast<int>(frames.size());
  const double span = quota - 1 + (turns - 1) / turns;
  int previous = -1;
  for (int i = 0; i < quota; ++i) {
    const double share = span > 0 ? (i + turn / turns) / span : 0.5;
    const int wanted = static_cast<int>(std::lround(share * (n - 1)));
    previous = std::clamp(wanted, previous + 1, n - quota + i);
    out.push_back(frames[previous]);
  }
}

/// Frames of the plan that the source itself brings, or all of them.
std::vector<FrameId> inputCandidates(const Capture& capture) {
  if (capture.plan) return capture.plan->inputs;
  std::vector<FrameId> all;
  for (size_t c = 0; c < capture.cameras.size(); ++c)
    for (int f = 0; f < capture.cameras[c].frameCount(); ++f) all.push_back({static_cast<int>(c), f});
  return all;
}

std::vector<FrameId> everyNth(const Capture& capture, int every, int first, std::vector<FrameId>* rest) {
  std::vector<FrameId> chosen;
  for (size_t c = 0; c < capture.cameras.size(); ++c) {
    const std::vector<FrameId> frames = moments(capture, static_cast<int>(c));
    for (size_t m = 0; m < frames.size(); ++m) {
      const bool hit = static_cast<int>(m) >= first && (static_cast<int>(m) - first) % every == 0;
      if (hit) chosen.push_back(frames[m]);
      if (!hit && rest) rest->push_back(frames[m]);
    }
  }
  return chosen;
}

void keepCameras(const Capture& capture, const std::vector<std::string>& names, std::vector<FrameId>& ids) {
  std::vector<bool> wanted(capture.cameras.size(), false);
  for (const std::string& name : names) wanted[cameraIndex(capture, name)] = true;
  std::erase_if(ids, [&](FrameId id) { return !wanted[id.camera]; });
}

[[noreturn]] void refuseShort(const Capture& capture, int every) {
  int longest = 0;
  for (const CaptureCamera& camera : capture.cameras) longest = std::max(longest, camera.frameCount());
  if (longest < 2) refuse("The capture has a single moment, of which none can be held out. Hold out one of several cameras.");
  refuse("every:" + std::to_string(every) + " holds out no moment of a capture of " + std::to_string(longest) +
         " moments. Use a smaller number, for example every:2.");
}

}  // namespace

Holdout Holdout::parse(const std::string& text) {
  if (text.empty()) refuse("What to hold out is missing. Write a camera's name, or every:N for every Nth moment.");
  Holdout out;
  if (text.starts_with(kEvery))
    out.every = parseEvery(text, 2);
  else
    out.camera = text;
  return out;
}

InputChoice InputChoice::parse(const std::string& text) {
  InputChoice out;
  if (text.empty()) return out;
  if (text.starts_with(kEvery)) {
    out.every = parseEvery(text, 1);
    return out;
  }
  // "-3" and "1.5" too are meant as numbers, not as names of cameras.
  if (text.find_first_not_of("+-.0123456789") == std::string::npos) {
    out.count = positiveNumber(text);
    if (out.count == 0) refuse("'" + text + "' frames cannot be chosen. Write a whole number of at least 1.");
    return out;
  }
  for (size_t begin = 0; begin <= text.size();) {
    const size_t end = std::min(text.find(',', begin), text.size());
    if (end == begin)
      refuse("'" + text + "' has an empty camera name. Write names with one comma between them, such as cam0,cam1.");
    out.cameras.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return out;
}

std::vector<FrameId> spreadEvenly(const Capture& capture, std::vector<FrameId> candidates, int count) {
  if (count < 0) refuse("A negative number of frames cannot be chosen. Write a whole number of at least 1.");
  std::sort(candidates.begin(), candidates.end());
  candidates.erase(std::unique(candidates.begin(), candidates.end()), candidates.end());
  sortByTime(capture, candidates);
  if (static_cast<int>(candidates.size()) <= count) return candidates;

  std::map<int, std::vector<FrameId>> byCamera;
  for (FrameId id : candidates) byCamera[id.camera].push_back(id);
  std::vector<std::vector<FrameId>> cameras;
  cameras.reserve(byCamera.size());
  for (auto& [camera, frames] : byCamera) cameras.push_back(std::move(frames));
  const std::vector<int> quota = quotas(cameras, count);
  const auto used = std::count_if(quota.begin(), quota.end(), [](int q) { return q > 0; });
  std::vector<FrameId> out;
  int turn = 0;
  for (size_t c = 0; c < cameras.size(); ++c)
    if (quota[c] > 0) takeEvenly(cameras[c], quota[c], turn++, static_cast<double>(used), out);
  sortByTime(capture, out);
  return out;
}

FramePlan planReconstruction(const Capture& capture, const InputChoice& choice, int limit) {
  std::vector<FrameId> candidates = inputCandidates(capture);
  if (!choice.cameras.empty()) keepCameras(capture, choice.cameras, candidates);
  if (choice.every > 0) {
    std::vector<FrameId> wanted = everyNth(capture, choice.every, 0, nullptr);
    std::sort(wanted.begin(), wanted.end());
    std::erase_if(candidates, [&](FrameId id) { return !std::binary_search(wanted.begin(), wanted.end(), id); });
  }
  if (candidates.empty()) refuse("No frame is left as input. Choose other cameras or frames.");
  const int most = choice.every > 0 ? static_cast<int>(candidates.size()) : choice.count > 0 ? choice.count : std::max(1, limit);
  FramePlan plan;
  plan.inputs = spreadEvenly(capture, std::move(candidates), most);
  if (capture.plan) {
    plan.targets = capture.plan->targets;
    sortByTime(capture, plan.targets);
  }
  return plan;
}

FramePlan planEvaluation(const Capture& capture, const Holdout& holdout, int inputs, int targets) {
  if (inputs < 1 || targets < 1) refuse("An evaluation needs at least one input and one held-out frame. Ask for more.");
  std::vector<FrameId> held, rest;
  if (holdout.every > 0) {
    held = everyNth(capture, holdout.every, holdout.every / 2, &rest);
    if (held.empty()) refuseShort(capture, holdout.every);
  } else {
    const int camera = cameraIndex(capture, holdout.camera);
    for (FrameId id : inputCandidates({.cameras = capture.cameras})) (id.camera == camera ? held : rest).push_back(id);
  }
  if (rest.empty()) refuse("Nothing is left as input when that is held out. Hold out less, for example every:8.");
  return {spreadEvenly(capture, std::move(rest), inputs), spreadEvenly(capture, std::move(held), targets)};
}

int nearestInput(const Capture& capture, std::span<const FrameId> inputs, FrameId target) {
  if (inputs.empty()) refuse("There is no input frame to compare with. Choose at least one.");
  constexpr Seconds kTie = 1e-6;
  Seconds closest = std::numeric_limits<Seconds>::infinity();
  for (FrameId id : inputs) closest = std::min(closest, std::abs(capture.time(id) - capture.time(target)));
  const auto distance = [&](FrameId id) {
    const CaptureCamera &a = capture.cameras.at(id.camera), &b = capture.cameras.at(target.camera);
    return a.posed() && b.posed() ? glm::distance(glm::dvec3(a.pose(id.frame)[3]), glm::dvec3(b.pose(target.frame)[3])) : 0.0;
  };
  int best = -1;
  double bestDistance = std::numeric_limits<double>::infinity();
  for (size_t i = 0; i < inputs.size(); ++i) {
    if (std::abs(capture.time(inputs[i]) - capture.time(target)) > closest + kTie) continue;
    const double d = distance(inputs[i]);
    if (best < 0 || d < bestDistance) {
      best = static_cast<int>(i);
      bestDistance = d;
    }
  }
  return best;
}

}  // namespace fsm
