#include "training/data/capture_windows.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "reconstruction/core/error.h"

namespace fsm::training {
namespace {

constexpr double kLongestWindow = 12;  ///< times the frames of a sample
constexpr double kHeldOutCameraShare = 0.4;
constexpr double kFullFrameShare = 0.5;
constexpr double kSmallestCut = 0.7;

/// One of each of `count` equal runs of the list, in order.
std::vector<int> spread(const std::vector<int>& from, int count, Random& random) {
  std::vector<int> chosen;
  const int64_t size = static_cast<int64_t>(from.size());
  for (int64_t i = 0; i < count; ++i) {
    const int64_t begin = i * size / count, end = (i + 1) * size / count;
    chosen.push_back(from[static_cast<size_t>(begin + random.below(static_cast<int>(end - begin)))]);
  }
  return chosen;
}

std::vector<int> without(const std::vector<int>& all, const std::vector<int>& removed) {
  std::vector<int> rest;
  std::ranges::set_difference(all, removed, std::back_inserter(rest));
  return rest;
}

/// Inputs from all cameras but one, targets from that one; empty when the window does not hold enough of both.
std::vector<int> heldOutCamera(const CaptureCache& cache, const std::vector<int>& window, Random& random, int inputs,
                               int targets) {
  std::set<int> cameras;
  for (const int frame : window) cameras.insert(cache.camera[frame]);
  if (cameras.size() < 3) return {};
  const int camera = *std::next(cameras.begin(), random.below(static_cast<int>(cameras.size())));
  std::vector<int> of, others;
  for (const int frame : window) (cache.camera[frame] == camera ? of : others).push_back(frame);
  if (static_cast<int>(of.size()) < targets || static_cast<int>(others.size()) < inputs) return {};
  std::vector<int> frames = spread(others, inputs, random);
  std::ranges::copy(spread(of, targets, random), std::back_inserter(frames));
  return frames;
}

void drawCut(const CaptureCache& cache, Random& random, ImageSize size, CaptureWindow& window) {
  const double zoom = random.unit() < kFullFrameShare ? 1.0 : kSmallestCut + (1 - kSmallestCut) * random.unit();
  const double fit =
      zoom * std::min(static_cast<double>(cache.size.width) / size.width, static_cast<double>(cache.size.height) / size.height);
  window.cut = {std::clamp(static_cast<int>(std::lround(size.width * fit)), 1, cache.size.width),
                std::clamp(static_cast<int>(std::lround(size.height * fit)), 1, cache.size.height)};
  window.left = random.below(cache.size.width - window.cut.width + 1);
  window.top = random.below(cache.size.height - window.cut.height + 1);
}

}  // namespace

CaptureWindow drawWindow(const CaptureCache& cache, Random& random, int inputs, int targets, ImageSize size) {
  const int needed = inputs + targets;
  if (cache.frames() < needed) {
    throw Error(ErrorCode::badInput, "The capture '" + cache.name + "' has " + std::to_string(cache.frames()) +
                                         " frames, but a training sample takes " + std::to_string(needed) +
                                         ": leave it out or use fewer inputs and targets.");
  }
  const double most = std::min<double>(cache.frames(), kLongestWindow * needed);
  const int length =
      std::clamp(static_cast<int>(std::lround(needed * std::pow(most / needed, random.unit()))), needed, cache.frames());
  const int begin = random.below(cache.frames() - length + 1);
  std::vector<int> all;
  all.reserve(static_cast<size_t>(length));
  for (int i = 0; i < length; ++i) all.push_back(begin + i);

  CaptureWindow window;
  if (random.unit() < kHeldOutCameraShare) window.frames = heldOutCamera(cache, all, random, inputs, targets);
  if (window.frames.empty()) {
    window.frames = spread(all, inputs, random);
    std::ranges::copy(spread(without(all, window.frames), targets, random), std::back_inserter(window.frames));
  }
  drawCut(cache, random, size, window);
  return window;
}

SampleViews viewsOf(const CaptureCache& cache, const CaptureWindow& window, int inputs, ImageSize size) {
  SampleViews sample;
  sample.inputs = inputs;
  sample.read.assign(static_cast<size_t>(inputs), 1);
  for (const int frame : window.frames) {
    const Intrinsics k = resized(cropped(cache.intrinsics[frame], window.left, window.top, window.cut), size);
    sample.world_from_camera.push_back(cache.world_from_camera[frame]);
    sample.fxfycxcy.push_back({k.fx, k.fy, k.cx, k.cy});
    sample.time.push_back(cache.time[frame]);
  }
  return sample;
}

}  // namespace fsm::training
