#include "app/animation/camera_row.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

#include "app/animation/orbit.h"

namespace fsm::animation {

namespace {

using Points = std::vector<glm::dvec3>;

glm::dvec3 meanOf(const Points& points) {
  glm::dvec3 sum(0.0);
  for (const glm::dvec3& point : points) sum += point;
  return sum / static_cast<double>(points.size());
}

/// The direction in which points spread most: dominant eigenvector of their covariance, by squaring the matrix until the others
/// have vanished. Zero where they do not spread.
glm::dvec3 principal(const Points& points) {
  const glm::dvec3 mean = meanOf(points);
  glm::dmat3 spread(0.0);
  for (const glm::dvec3& point : points) spread += glm::outerProduct(point - mean, point - mean);
  constexpr int kSquarings = 12;
  for (int i = 0; i < kSquarings; ++i) {
    const double trace = spread[0][0] + spread[1][1] + spread[2][2];
    if (trace < 1e-30) return glm::dvec3(0.0);
    spread = (spread / trace) * (spread / trace);
  }
  glm::dvec3 longest = spread[0];
  for (int i = 1; i < 3; ++i)
    if (glm::length(spread[i]) > glm::length(longest)) longest = spread[i];
  return glm::length(longest) > 0 ? glm::normalize(longest) : longest;
}

std::vector<size_t> sortedBy(const std::vector<double>& values) {
  std::vector<size_t> order(values.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) { return values[a] < values[b]; });
  return order;
}

std::vector<size_t> alongLine(const Points& places) {
  const glm::dvec3 direction = principal(places);
  std::vector<double> values;
  for (const glm::dvec3& place : places) values.push_back(glm::dot(place, direction));
  return sortedBy(values);
}

/// Angles in the plane of `zero` and `ninety`; a ring begins after its widest gap.
std::vector<size_t> byAngle(const Points& directions, const glm::dvec3& zero, const glm::dvec3& ninety) {
  std::vector<double> angles;
  for (const glm::dvec3& direction : directions)
    angles.push_back(std::atan2(glm::dot(direction, ninety), glm::dot(direction, zero)));
  std::vector<size_t> order = sortedBy(angles);
  size_t start = 0;
  double widest = angles[order.front()] + 2 * std::numbers::pi - angles[order.back()];
  for (size_t i = 1; i < order.size(); ++i) {
    const double gap = angles[order[i]] - angles[order[i - 1]];
    if (gap <= widest) continue;
    widest = gap;
    start = i;
  }
  std::rotate(order.begin(), order.begin() + static_cast<ptrdiff_t>(start), order.end());
  return order;
}

/// Around a point that all look at, where there is one in front of them.
std::vector<size_t> aroundPoint(std::span<const CameraPose> cameras, const glm::dvec3& point) {
  Points directions;
  for (const CameraPose& camera : cameras) {
    const glm::dvec3 ray = camera.position - point;
    if (glm::length(ray) < 1e-9 || glm::dot(ray, forwardOf(camera)) >= 0) return {};
    directions.push_back(glm::normalize(ray));
  }
  const glm::dvec3 mean = meanOf(directions), across = principal(directions);
  constexpr double kNoArc = 0.03, kRing = 0.4;
  double reach = 0;
  for (const glm::dvec3& direction : directions) reach = std::max(reach, std::abs(glm::dot(direction - mean, across)));
  if (reach < kNoArc) return {};
  if (glm::length(mean) > kRing) {
    const glm::dvec3 zero = glm::normalize(mean), side = across - zero * glm::dot(across, zero);
    return glm::length(side) > 0.1 ? byAngle(directions, zero, glm::normalize(side)) : std::vector<size_t>{};
  }
  // All around: the second direction of the plane is what is left of the spread without the first.
  Points rest;
  for (const glm::dvec3& direction : directions) rest.push_back(direction - across * glm::dot(direction, across));
  const glm::dvec3 second = principal(rest);
  return glm::length(second) > 0.5 ? byAngle(directions, across, second) : std::vector<size_t>{};
}

}  // namespace

std::vector<size_t> rowOrder(std::span<const CameraPose> cameras) {
  if (cameras.empty()) return {};
  Points places;
  std::vector<glm::dmat4> poses;
  for (const CameraPose& camera : cameras) {
    places.push_back(camera.position);
    poses.push_back(world_from_camera(camera));
  }
  std::vector<size_t> order;
  if (const auto point = closestToAxes(poses)) order = aroundPoint(cameras, *point);
  if (order.empty()) order = alongLine(places);
  double right = 0;
  for (size_t i = 1; i < order.size(); ++i)
    right += glm::dot(cameras[order[i]].position - cameras[order[i - 1]].position,
                      rightOf(cameras[order[i]]) + rightOf(cameras[order[i - 1]]));
  if (right < 0) std::reverse(order.begin(), order.end());
  return order;
}

}  // namespace fsm::animation
