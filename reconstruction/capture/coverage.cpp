#include "reconstruction/capture/coverage.h"

#include <algorithm>
#include <cmath>

#include "reconstruction/core/error.h"

namespace fsm {

namespace {

/// Lengths below this are nothing, in any unit that footage is measured in.
constexpr double kNothing = 1e-12;

bool finite(const glm::dvec3& v) { return std::isfinite(v.x) && std::isfinite(v.y) && std::isfinite(v.z); }

CoverageInput inputOf(const View& view) {
  const Intrinsics& lens = view.camera.intrinsics;
  const glm::dmat4& pose = view.camera.world_from_camera;
  // The farthest corner, so that all of the picture counts as seen.
  const double x = std::max(lens.cx, lens.size.width - lens.cx) / lens.fx;
  const double y = std::max(lens.cy, lens.size.height - lens.cy) / lens.fy;
  CoverageInput out{glm::dvec3(pose[3]), glm::dvec3(pose[2]), std::atan(std::hypot(x, y)), view.time};
  const double length = glm::length(out.forward);
  if (!finite(out.centre) || !finite(out.forward) || length < kNothing || !std::isfinite(out.halfAngle) ||
      !std::isfinite(out.time))
    throw Error(ErrorCode::badInput, "A camera of the capture has no valid pose, lens or time. Import the capture again.");
  out.forward /= length;
  return out;
}

double timeUnitOf(std::vector<double> times) {
  constexpr double kParts = 16, kAlone = 1;
  std::sort(times.begin(), times.end());
  std::vector<double> gaps;
  for (size_t i = 1; i < times.size(); ++i)
    if (times[i] > times[i - 1]) gaps.push_back(times[i] - times[i - 1]);
  if (gaps.empty()) return kAlone;
  const auto middle = gaps.begin() + static_cast<ptrdiff_t>(gaps.size() / 2);
  std::nth_element(gaps.begin(), middle, gaps.end());
  return std::max(*middle, (times.back() - times.front()) / kParts);
}

double angleBetween(const glm::dvec3& a, const glm::dvec3& b) {
  // Exact for small angles too, where the arc cosine is not.
  return std::atan2(glm::length(glm::cross(a, b)), glm::dot(a, b));
}

double squared(double x) { return x * x; }

}  // namespace

Coverage::Coverage(std::span<const View> views, const glm::dvec3& sceneCentre) : sceneCentre_(sceneCentre) {
  if (!finite(sceneCentre)) throw Error(ErrorCode::badInput, "The scene has no middle: its cameras have no valid poses.");
  std::vector<double> times;
  for (const View& view : views) {
    inputs_.push_back(inputOf(view));
    times.push_back(view.time);
  }
  timeUnit_ = timeUnitOf(std::move(times));
}

double CoverageGap::confidence() const {
  return 1 / (1 + squared(angle / Coverage::kAngleUnit) + squared(distance / Coverage::kDistanceUnit) +
              squared(outside / Coverage::kAngleUnit) + squared(time));
}

std::optional<CoverageGap> Coverage::gap(const glm::dvec3& x, const glm::dvec3& centre, Seconds time) const {
  std::optional<CoverageGap> best;
  double most = -1;
  const glm::dvec3 ray = x - centre;
  const double far = std::max(glm::length(ray), kNothing);
  for (const CoverageInput& input : inputs_) {
    const glm::dvec3 own = x - input.centre;
    const double ownFar = std::max(glm::length(own), kNothing);
    const CoverageGap gap{angleBetween(ray, own), std::log(far / ownFar),
                          std::max(0.0, angleBetween(input.forward, own) - input.halfAngle),
                          std::abs(time - input.time) / timeUnit_};
    const double confidence = gap.confidence();
    if (confidence <= most) continue;
    most = confidence;
    best = gap;
  }
  return best;
}

std::optional<CoverageGap> Coverage::gap(const View& view) const {
  const glm::dmat4& pose = view.camera.world_from_camera;
  const glm::dvec3 centre(pose[3]), forward = glm::normalize(glm::dvec3(pose[2]));
  const double distance = std::max(glm::length(sceneCentre_ - centre), kNothing);
  return gap(centre + distance * forward, centre, view.time);
}

double Coverage::confidence(const glm::dvec3& x, const glm::dvec3& centre, Seconds time) const {
  const auto best = gap(x, centre, time);
  return best ? best->confidence() : 0.0;
}

double Coverage::confidence(const View& view) const {
  const auto best = gap(view);
  return best ? best->confidence() : 0.0;
}

}  // namespace fsm
