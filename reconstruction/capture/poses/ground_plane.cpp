#include "reconstruction/capture/poses/ground_plane.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <random>
#include <vector>

namespace fsm::poses {
namespace {

constexpr size_t kMostPoints = 3000;
constexpr int kTrials = 400;
constexpr double kThickness = 0.02;    ///< of the cloud's extent: grass and pebbles
constexpr double kLeastSupport = 0.3;  ///< of the points
constexpr double kSteepest = 0.64;     ///< cosine of 50 degrees

struct Plane {
  glm::dvec3 normal{0.0};
  double offset = 0;  ///< normal . x of its points
  double height(const glm::dvec3& p) const { return glm::dot(normal, p) - offset; }
};

struct Cloud {
  std::vector<glm::dvec3> points;
  double extent = 0;  ///< of nine tenths of it, from its median: strays are far
  explicit Cloud(std::span<const SparsePoint> all) {
    const size_t step = std::max<size_t>(1, all.size() / kMostPoints);
    for (size_t i = 0; i < all.size(); i += step) points.emplace_back(all[i].position);
    if (points.empty()) return;
    glm::dvec3 middle(0.0);
    for (int axis = 0; axis < 3; ++axis) {
      std::vector<double> values;
      values.reserve(points.size());
      for (const glm::dvec3& p : points) values.push_back(p[axis]);
      std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2), values.end());
      middle[axis] = values[values.size() / 2];
    }
    std::vector<double> distances;
    distances.reserve(points.size());
    for (const glm::dvec3& p : points) distances.push_back(glm::length(p - middle));
    const auto most = distances.begin() + static_cast<std::ptrdiff_t>(distances.size() * 9 / 10);
    std::nth_element(distances.begin(), most, distances.end());
    extent = *most;
  }
};

/// Through three points, its normal on the side of `up`; nothing where they lie in a line or the plane is too steep.
std::optional<Plane> through(const glm::dvec3& a, const glm::dvec3& b, const glm::dvec3& c, const glm::dvec3& up) {
  glm::dvec3 n = glm::cross(b - a, c - a);
  const double length = glm::length(n);
  if (!(length > 1e-12)) return std::nullopt;
  n /= glm::dot(n, up) < 0 ? -length : length;
  if (glm::dot(n, up) < kSteepest) return std::nullopt;
  return Plane{n, glm::dot(n, a)};
}

/// Least squares over the points near the plane: the direction in which they vary least, by inverse iteration.
Plane refined(const Cloud& cloud, const Plane& plane) {
  glm::dvec3 mean(0.0);
  size_t count = 0;
  const auto near = [&](const glm::dvec3& p) { return std::abs(plane.height(p)) < kThickness * cloud.extent; };
  for (const glm::dvec3& p : cloud.points)
    if (near(p)) {
      mean += p;
      ++count;
    }
  mean /= static_cast<double>(count);
  glm::dmat3 spread(0.0);
  for (const glm::dvec3& p : cloud.points)
    if (near(p)) spread += glm::outerProduct(p - mean, p - mean);
  const glm::dmat3 inverse = glm::inverse(spread + glm::dmat3(1e-9 * (spread[0][0] + spread[1][1] + spread[2][2])));
  glm::dvec3 n = plane.normal;
  for (int step = 0; step < 16; ++step) n = glm::normalize(inverse * n);
  if (glm::dot(n, plane.normal) < 0) n = -n;
  return {n, glm::dot(n, mean)};
}

}  // namespace

std::optional<glm::dvec3> groundNormal(std::span<const SparsePoint> points, std::span<const glm::dmat4> world_from_camera,
                                       const glm::dvec3& up) {
  const Cloud cloud(points);
  if (cloud.points.size() < 50 || !(cloud.extent > 0)) return std::nullopt;
  std::mt19937 random(1);  // NOLINT: the same answer every time
  std::optional<Plane> best;
  size_t most = 0;
  for (int trial = 0; trial < kTrials; ++trial) {
    std::array<glm::dvec3, 3> sample{};
    for (glm::dvec3& p : sample) p = cloud.points[random() % cloud.points.size()];
    const auto plane = through(sample[0], sample[1], sample[2], up);
    if (!plane) continue;
    const bool below = std::all_of(world_from_camera.begin(), world_from_camera.end(), [&](const glm::dmat4& pose) {
      return plane->height(glm::dvec3(pose[3])) > 2 * kThickness * cloud.extent;
    });
    if (!below) continue;
    const auto support = static_cast<size_t>(std::count_if(cloud.points.begin(), cloud.points.end(), [&](const glm::dvec3& p) {
      return std::abs(plane->height(p)) < kThickness * cloud.extent;
    }));
    if (support > most) {
      most = support;
      best = plane;
    }
  }
  if (!best || static_cast<double>(most) < kLeastSupport * static_cast<double>(cloud.points.size())) return std::nullopt;
  return refined(cloud, *best).normal;
}

}  // namespace fsm::poses
