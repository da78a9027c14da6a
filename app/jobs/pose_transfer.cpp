#include "app/jobs/pose_transfer.h"

#include <algorithm>
#include <cmath>

#include "app/jobs/frame_subset.h"
#include "reconstruction/core/error.h"

namespace fsm::jobs {

namespace {

/// Index into `posed` for each camera of `footage`.
std::vector<size_t> matchCameras(const Capture& footage, const Capture& posed) {
  if (footage.cameras.size() != posed.cameras.size())
    throw Error(ErrorCode::badInput, "The footage has " + std::to_string(footage.cameras.size()) + " cameras, the poses are of " +
                                         std::to_string(posed.cameras.size()) + ". Give poses made from this footage.");
  std::vector<size_t> byName, inOrder;
  for (size_t c = 0; c < footage.cameras.size(); ++c) {
    inOrder.push_back(c);
    for (size_t p = 0; p < posed.cameras.size(); ++p)
      if (posed.cameras[p].name == footage.cameras[c].name) {
        byName.push_back(p);
        break;
      }
  }
  return byName.size() == inOrder.size() ? byName : inOrder;
}

double typicalSpacing(const std::vector<Seconds>& times) {
  if (times.size() < 2) return 1;
  const auto [low, high] = std::minmax_element(times.begin(), times.end());
  return (*high - *low) / static_cast<double>(times.size() - 1);
}

struct Match {
  std::vector<int> footage;   ///< frames of the footage, increasing
  std::vector<int> posed;     ///< the posed frame of each
};

Match matchByTime(const CaptureCamera& footage, const CaptureCamera& posed) {
  const double tolerance = 0.5 * typicalSpacing(footage.times) + 1e-6;
  std::vector<int> order(static_cast<size_t>(posed.frameCount()));
  for (size_t i = 0; i < order.size(); ++i) order[i] = static_cast<int>(i);
  std::sort(order.begin(), order.end(), [&](int a, int b) { return posed.times[a] < posed.times[b]; });
  Match match;
  for (const int p : order) {
    int nearest = 0;
    for (int f = 1; f < footage.frameCount(); ++f)
      if (std::abs(footage.times[f] - posed.times[p]) < std::abs(footage.times[nearest] - posed.times[p])) nearest = f;
    const bool taken = !match.footage.empty() && match.footage.back() >= nearest;
    if (taken || std::abs(footage.times[nearest] - posed.times[p]) > tolerance)
      throw Error(ErrorCode::badInput, "Camera " + footage.name + " has " + std::to_string(footage.frameCount()) + " frames, its poses are " +
                                           std::to_string(posed.frameCount()) +
                                           " and their times do not fit. Give one pose a frame, or poses with the times of their frames.");
    match.footage.push_back(nearest);
    match.posed.push_back(p);
  }
  return match;
}

Match matchFrames(const CaptureCamera& footage, const CaptureCamera& posed) {
  if (!posed.posed()) throw Error(ErrorCode::badInput, "Camera " + posed.name + " of the given poses has none. Give a posed source.");
  const bool still = posed.world_from_camera.size() == 1 && posed.frameIntrinsics.empty() && posed.frameDistortions.empty();
  if (!still && posed.frameCount() != footage.frameCount()) return matchByTime(footage, posed);
  Match match;
  for (int f = 0; f < footage.frameCount(); ++f) {
    match.footage.push_back(f);
    match.posed.push_back(still ? 0 : f);
  }
  return match;
}

Intrinsics fitted(const Intrinsics& lens, const CaptureCamera& footage) {
  const double wanted = static_cast<double>(footage.intrinsics.size.width) / footage.intrinsics.size.height;
  const double given = static_cast<double>(lens.size.width) / lens.size.height;
  constexpr double kSameShape = 0.02;
  if (std::abs(wanted / given - 1) > kSameShape)
    throw Error(ErrorCode::badInput, "The poses of camera " + footage.name + " are for images of " + std::to_string(lens.size.width) + "x" +
                                         std::to_string(lens.size.height) + ", the footage is " + std::to_string(footage.intrinsics.size.width) +
                                         "x" + std::to_string(footage.intrinsics.size.height) +
                                         ": another shape. Give poses made from uncropped, unturned frames.");
  return resized(lens, footage.intrinsics.size);
}

}  // namespace

Capture withPoses(const Capture& footage, const Capture& posed) {
  const std::vector<size_t> cameras = matchCameras(footage, posed);
  std::vector<Match> matches;
  std::vector<std::vector<int>> kept;
  for (size_t c = 0; c < cameras.size(); ++c) {
    matches.push_back(matchFrames(footage.cameras[c], posed.cameras[cameras[c]]));
    kept.push_back(matches.back().footage);
  }
  Capture out = withFrames(footage, kept);
  for (size_t c = 0; c < cameras.size(); ++c) {
    const CaptureCamera& from = posed.cameras[cameras[c]];
    CaptureCamera& to = out.cameras[c];
    to.frameIntrinsics.clear();
    to.frameDistortions.clear();
    for (const int p : matches[c].posed)
      if (!from.frameDistortions.empty()) to.frameDistortions.push_back(from.frameDistortions[p]);
    for (const int p : matches[c].posed)
      if (!from.frameIntrinsics.empty()) to.frameIntrinsics.push_back(fitted(from.frameIntrinsics[p], footage.cameras[c]));
    to.intrinsics = fitted(from.intrinsics, footage.cameras[c]);
    to.distortion = from.distortion;
    to.world_from_camera.clear();
    if (from.world_from_camera.size() == 1) to.world_from_camera = from.world_from_camera;
    else
      for (const int p : matches[c].posed) to.world_from_camera.push_back(from.world_from_camera[p]);
  }
  return out;
}

}  // namespace fsm::jobs
