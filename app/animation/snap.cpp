#include "app/animation/snap.h"

#include <cmath>

#include "app/animation/key_list.h"

namespace fsm::animation {

double snapped(const Animation& animation, double at, double tolerance, const SnapTargets& targets) {
  double best = at, distance = tolerance;
  bool found = false;
  const auto consider = [&](double moment) {
    for (const double left : targets.without)
      if (std::abs(left - moment) < kSameMoment) return;
    if (std::abs(moment - at) > distance) return;
    distance = std::abs(moment - at);
    best = moment;
    found = true;
  };
  if (targets.keys) {
    for (const CameraKey& key : animation.camera.keys()) consider(key.at);
    for (const TimeKey& key : animation.time.keys()) consider(key.at);
  }
  for (const double other : targets.others) consider(other);
  if (targets.markers) {
    for (const Marker& marker : animation.markers) consider(marker.at);
    consider(animation.in);
    consider(animation.out);
  }
  if (found || !targets.frames) return best;
  return static_cast<double>(animation.frameAt(at)) / animation.fps;
}

}  // namespace fsm::animation
