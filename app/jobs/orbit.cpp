#include "app/jobs/orbit.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <vector>

#include "reconstruction/capture/prepare.h"
#include "reconstruction/core/error.h"

namespace fsm::jobs {

namespace {

constexpr double kDegree = std::numbers::pi / 180.0;
/// Lengths below this are nothing, in any unit that footage is measured in.
constexpr double kNothing = 1e-9;
/// Cameras this close to the vertical have no horizon.
constexpr double kSteepDegrees = 10;

glm::dvec3 centreOf(const Camera& camera) { return glm::dvec3(camera.world_from_camera[3]); }
glm::dvec3 forwardOf(const Camera& camera) { return glm::normalize(glm::dvec3(camera.world_from_camera[2])); }

double median(std::vector<double> values) {
  std::nth_element(values.begin(), values.begin() + values.size() / 2, values.end());
  return values[values.size() / 2];
}

/// Largest distance of a camera from the mean, doubled: how far they are apart, in linear time.
double extentOf(std::span<const Camera> cameras, const glm::dvec3& mean) {
  double largest = 0;
  for (const Camera& camera : cameras) largest = std::max(largest, glm::length(centreOf(camera) - mean));
  return 2 * largest;
}

/// How far ahead of `reference` the cameras look.
double depthOfInterest(std::span<const Camera> cameras, const Camera& reference) {
  glm::dvec3 mean(0.0);
  for (const Camera& camera : cameras) mean += centreOf(camera) / static_cast<double>(cameras.size());
  const double extent = extentOf(cameras, mean);
  std::vector<glm::dmat4> poses;
  for (const Camera& camera : cameras) poses.push_back(camera.world_from_camera);
  if (const auto point = animation::closestToAxes(poses)) {
    const auto depthFrom = [&](const Camera& camera) { return glm::dot(*point - centreOf(camera), forwardOf(camera)); };
    std::vector<double> depths;
    for (const Camera& camera : cameras) depths.push_back(depthFrom(camera));
    if (std::min(median(depths), depthFrom(reference)) > std::max(0.25 * extent, kNothing)) return depthFrom(reference);
  }
  return extent > kNothing ? 1.5 * extent : 1.0;
}

double degreesBetween(const glm::dvec3& a, const glm::dvec3& b) {
  return std::acos(std::clamp(glm::dot(a, b), -1.0, 1.0)) / kDegree;
}

/// The camera most in the middle: near the mean place, looking the mean way.
size_t middleCamera(std::span<const Camera> cameras) {
  glm::dvec3 mean(0.0), forward(0.0);
  for (const Camera& camera : cameras) {
    mean += centreOf(camera) / static_cast<double>(cameras.size());
    forward += forwardOf(camera) / static_cast<double>(cameras.size());
  }
  const double extent = std::max(extentOf(cameras, mean), kNothing);
  const auto cost = [&](const Camera& camera) {
    return glm::length(centreOf(camera) - mean) / extent - glm::dot(forwardOf(camera), forward);
  };
  const auto cheaper = [&](const Camera& a, const Camera& b) { return cost(a) < cost(b); };
  return static_cast<size_t>(std::min_element(cameras.begin(), cameras.end(), cheaper) - cameras.begin());
}

double distanceToNearest(std::span<const Camera> cameras, const glm::dvec3& place, double apart) {
  double nearest = std::numeric_limits<double>::infinity();
  for (const Camera& camera : cameras)
    if (const double distance = glm::length(centreOf(camera) - place); distance > apart) nearest = std::min(nearest, distance);
  return nearest;
}

/// How far from all cameras a view may be: between the cameras of a rig, but not off the path of a phone.
double roamingDistance(std::span<const Camera> cameras, double radius) {
  std::vector<double> gaps;
  const size_t step = cameras.size() / 256 + 1;
  for (size_t i = 0; i < cameras.size(); i += step) {
    const double gap = distanceToNearest(cameras, centreOf(cameras[i]), 1e-3 * radius);
    gaps.push_back(std::isfinite(gap) ? gap : 0.0);
  }
  return std::max(0.12 * radius, 0.5 * median(gaps));
}

double defaultSweep(const Orbit& orbit, std::span<const Camera> cameras) {
  constexpr double kLeast = 12, kMost = 60, kStep = 2;
  const double allowed = roamingDistance(cameras, glm::length(orbit.offset));
  double sweep = std::clamp(0.35 * orbit.observedDegrees, kLeast, kMost);
  const auto strays = [&](double degrees) {
    return distanceToNearest(cameras, glm::dvec3(orbit.pose(degrees)[3]), -1) > allowed;
  };
  while (sweep > kLeast && (strays(sweep / 2) || strays(-sweep / 2))) sweep = std::max(kLeast, sweep - kStep);
  return sweep;
}

double observedDegrees(const std::vector<glm::dvec3>& directions) {
  // A few hundred directions are enough for the largest angle of a smooth path.
  const size_t step = directions.size() / 256 + 1;
  double largest = 0;
  for (size_t i = 0; i < directions.size(); i += step)
    for (size_t j = 0; j < i; j += step) largest = std::max(largest, degreesBetween(directions[i], directions[j]));
  return largest;
}

std::vector<Camera> broughtUpright(std::span<const Camera> given, glm::dvec3& up) {
  std::vector<glm::dmat4> poses;
  for (const Camera& camera : given) poses.push_back(camera.world_from_camera);
  const std::vector<int> turns = uprightTurns(poses, up);
  std::vector<Camera> cameras;
  cameras.reserve(given.size());
  for (size_t i = 0; i < given.size(); ++i) cameras.push_back(turned(given[i], turns[i]));
  return cameras;
}

std::vector<Camera> asFilmed(std::span<const Camera> given, glm::dvec3& up) {
  glm::dvec3 sum(0.0);
  for (const Camera& camera : given) sum -= glm::dvec3(camera.world_from_camera[1]);
  up = glm::normalize(glm::length(sum) > 1e-6 ? sum : -glm::dvec3(given[0].world_from_camera[1]));
  return {given.begin(), given.end()};
}

}  // namespace

Orbit orbitOf(std::span<const Camera> given, bool upright) {
  if (given.empty()) throw Error(ErrorCode::badInput, "An orbit needs at least one camera with a pose.");
  Orbit orbit;
  const std::vector<Camera> cameras = upright ? broughtUpright(given, orbit.up) : asFilmed(given, orbit.up);
  const Camera& middle = cameras[middleCamera(cameras)];
  orbit.centre = centreOf(middle) + depthOfInterest(cameras, middle) * forwardOf(middle);
  orbit.offset = centreOf(middle) - orbit.centre;
  orbit.intrinsics = middle.intrinsics;
  std::vector<glm::dvec3> directions;
  for (const Camera& camera : cameras) {
    const glm::dvec3 ray = centreOf(camera) - orbit.centre;
    directions.push_back(glm::length(ray) > kNothing ? glm::normalize(ray) : -forwardOf(camera));
  }
  orbit.observedDegrees = observedDegrees(directions);
  // A camera that looks straight along the common up (a top view) turns about its own image's vertical.
  const double slope = degreesBetween(orbit.up, -forwardOf(middle));
  if (slope < kSteepDegrees || slope > 180 - kSteepDegrees) orbit.up = -glm::normalize(glm::dvec3(middle.world_from_camera[1]));
  orbit.defaultSweep = defaultSweep(orbit, cameras);
  return orbit;
}

Orbit orbitAround(std::span<const Ball> things, ImageSize size) {
  constexpr double kHalfView = 25 * kDegree, kSlope = 12 * kDegree, kShown = 0.97;
  std::vector<Ball> finite;
  for (const Ball& ball : things)
    if (std::isfinite(ball.centre.x + ball.centre.y + ball.centre.z + ball.radius)) finite.push_back(ball);
  if (finite.empty())
    throw Error(ErrorCode::badInput, "There is nothing to look at: no Gaussian has a place. Choose another file.");
  Orbit orbit;
  for (int axis = 0; axis < 3; ++axis) {
    std::vector<double> values;
    values.reserve(finite.size());
    for (const Ball& ball : finite) values.push_back(ball.centre[axis]);
    orbit.centre[axis] = median(std::move(values));
  }
  std::vector<double> reaches;
  reaches.reserve(finite.size());
  for (const Ball& ball : finite) reaches.push_back(glm::length(ball.centre - orbit.centre) + ball.radius);
  const auto last = reaches.begin() + static_cast<ptrdiff_t>(std::ceil(kShown * static_cast<double>(reaches.size() - 1)));
  std::nth_element(reaches.begin(), last, reaches.end());
  const double distance = std::max(*last, 1e-3) / std::sin(kHalfView);
  orbit.up = {0, -1, 0};
  orbit.offset = distance * glm::dvec3(0, -std::sin(kSlope), -std::cos(kSlope));
  orbit.observedDegrees = orbit.defaultSweep = 360;
  const double focal = 0.5 * std::min(size.width, size.height) / std::tan(kHalfView);
  orbit.intrinsics = {size, focal, focal, 0.5 * size.width, 0.5 * size.height};
  return orbit;
}

}  // namespace fsm::jobs
