#include "app/jobs/filmed_cameras.h"

#include <algorithm>
#include <cmath>

namespace fsm::jobs {

animation::FilmedCamera filmedCamera(const CaptureCamera& camera) {
  animation::FilmedCamera out{camera.name, {}, camera.times};
  const bool varies = camera.world_from_camera.size() > 1 || !camera.frameIntrinsics.empty();
  const int poses = camera.posed() ? (varies ? camera.frameCount() : 1) : 0;
  for (int frame = 0; frame < poses; ++frame)
    out.poses.push_back(animation::poseOf({camera.intrinsicsOf(frame), camera.pose(frame)}));
  return out;
}

std::vector<animation::FilmedCamera> filmedCameras(const Capture& capture) {
  std::vector<animation::FilmedCamera> out;
  for (const CaptureCamera& camera : capture.cameras)
    if (camera.posed()) out.push_back(filmedCamera(camera));
  return out;
}

FilmedLens::FilmedLens(const CaptureCamera& camera) {
  if (camera.frameIntrinsics.empty()) {
    lenses_.emplace_back(0, camera.intrinsics);
    return;
  }
  for (int frame = 0; frame < camera.frameCount(); ++frame)
    lenses_.emplace_back(camera.times[static_cast<size_t>(frame)], camera.intrinsicsOf(frame));
  std::stable_sort(lenses_.begin(), lenses_.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
}

Intrinsics FilmedLens::at(Seconds moment) const {
  const auto after =
      std::upper_bound(lenses_.begin(), lenses_.end(), moment, [](Seconds t, const auto& l) { return t < l.first; });
  if (after == lenses_.begin()) return lenses_.front().second;
  if (after == lenses_.end()) return lenses_.back().second;
  const auto& [from, a] = *(after - 1);
  const auto& [to, b] = *after;
  const double u = (moment - from) / (to - from);
  return {a.size, std::lerp(a.fx, b.fx, u), std::lerp(a.fy, b.fy, u), std::lerp(a.cx, b.cx, u), std::lerp(a.cy, b.cy, u)};
}

}  // namespace fsm::jobs
