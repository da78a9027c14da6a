#include "app/desktop/document/project.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace fsm::desktop {

namespace {

/// Seconds in which dynamic Gaussians have their centres; static ones exist always and have none.
std::pair<Seconds, Seconds> spanOf(const scene::GaussianScene& scene) {
  const std::vector<float>& times = scene.gaussians.time;
  double first = std::numeric_limits<double>::infinity(), last = -first;
  for (const float time : times) {
    if (!std::isfinite(time)) continue;
    first = std::min(first, static_cast<double>(time));
    last = std::max(last, static_cast<double>(time));
  }
  if (first > last) return {0, 0};
  return {scene.frame.seconds(first), scene.frame.seconds(last)};
}

}  // namespace

const Version* Project::version(const std::string& name) const {
  const auto found = std::find_if(versions.begin(), versions.end(), [&](const Version& v) { return v.name == name; });
  return found == versions.end() || name.empty() ? nullptr : &*found;
}

std::pair<Seconds, Seconds> Project::span() const {
  if (capture) return capture->timeRange();
  const Version* one = shownVersion();
  if (one && one->scene) return one->scene->capture.timeRange();
  return one && one->gaussians ? spanOf(*one->gaussians) : std::pair<Seconds, Seconds>{0, 0};
}

std::string Project::freeVersionName(const std::string& wanted) const {
  std::string name = wanted;
  for (int number = 2; version(name); ++number) name = wanted + " " + std::to_string(number);
  return name;
}

}  // namespace fsm::desktop
