#include "app/jobs/orbit.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

#include "reconstruction/capture/prepare.h"
#include "reconstruction/core/error.h"

namespace fsm::jobs {

namespace {

constexpr double kDegree = std::numbers::pi / 180.0;
/// Determinant of the mean projector orthogonal to the axes, below which they count as parallel (a spread of about half a degree).
constexpr double kParallel = 1e-4;

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

/// Minimises the sum of squared distances to the axes o + s d: sum (I - d dT) (x - o) = 0.
bool closestToAxes(std::span<const Camera> cameras, glm::dvec3& point) {
  glm::dmat3 normal(0.0);
  glm::dvec3 right(0.0);
  for (const Camera& camera : cameras) {
    const glm::dvec3 d = forwardOf(camera);
    const glm::dmat3 projector = glm::dmat3(1.0) - glm::outerProduct(d, d);
    normal += projector;
    right += projector * centreOf(camera);
  }
  const double count = static_cast<double>(cameras.size());
  if (glm::determinant(normal / count) < kParallel) return false;
  point = glm::inverse(normal) * right;
  return true;
}

glm::dvec3 centreOfInterest(std::span<const Camera> cameras) {
  glm::dvec3 mean(0.0), forward(0.0);
  for (const Camera& camera : cameras) {
    mean += centreOf(camera) / static_cast<double>(cameras.size());
    forward += forwardOf(camera);
  }
  const double extent = extentOf(cameras, mean);
  glm::dvec3 point;
  if (closestToAxes(cameras, point)) {
    std::vector<double> depths;
    for (const Camera& camera : cameras) depths.push_back(glm::dot(point - centreOf(camera), forwardOf(camera)));
    if (const double depth = median(depths); depth > 0 && depth > 0.25 * extent) return point;
  }
  forward = glm::length(forward) > 1e-6 ? glm::normalize(forward) : forwardOf(cameras[0]);
  constexpr double kNothing = 1e-9;
  return mean + forward * (extent > kNothing ? 1.5 * extent : 1.0);
}

double degreesBetween(const glm::dvec3& a, const glm::dvec3& b) { return std::acos(std::clamp(glm::dot(a, b), -1.0, 1.0)) / kDegree; }

size_t nearestDirection(const std::vector<glm::dvec3>& directions, const glm::dvec3& wanted) {
  const auto further = [&](const glm::dvec3& a, const glm::dvec3& b) { return glm::dot(a, wanted) < glm::dot(b, wanted); };
  return static_cast<size_t>(std::max_element(directions.begin(), directions.end(), further) - directions.begin());
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

glm::dmat4 lookAt(const glm::dvec3& position, const glm::dvec3& target, const glm::dvec3& up) {
  const glm::dvec3 z = glm::normalize(target - position);
  glm::dvec3 x = glm::cross(-up, z);
  if (glm::length(x) < 1e-6) x = glm::cross(std::abs(z.x) < 0.9 ? glm::dvec3(1, 0, 0) : glm::dvec3(0, 1, 0), z);
  x = glm::normalize(x);
  const glm::dvec3 y = glm::cross(z, x);
  return {glm::dvec4(x, 0), glm::dvec4(y, 0), glm::dvec4(z, 0), glm::dvec4(position, 1)};
}

glm::dmat4 Orbit::pose(double degrees) const {
  const double c = std::cos(degrees * kDegree), s = std::sin(degrees * kDegree);
  // Rodrigues' rotation of the offset about the up axis.
  const glm::dvec3 turned = offset * c + glm::cross(up, offset) * s + up * glm::dot(up, offset) * (1 - c);
  return lookAt(centre + turned, centre, up);
}

double Orbit::defaultSweep() const { return std::clamp(0.35 * observedDegrees, 12.0, 60.0); }

Orbit orbitOf(std::span<const Camera> given, bool upright) {
  if (given.empty()) throw Error(ErrorCode::badInput, "An orbit needs at least one camera with a pose.");
  Orbit orbit;
  const std::vector<Camera> cameras = upright ? broughtUpright(given, orbit.up) : asFilmed(given, orbit.up);
  orbit.centre = centreOfInterest(cameras);
  std::vector<glm::dvec3> directions;
  std::vector<double> distances;
  glm::dvec3 sum(0.0);
  for (const Camera& camera : cameras) {
    const glm::dvec3 ray = centreOf(camera) - orbit.centre;
    const double distance = glm::length(ray);
    directions.push_back(distance > 1e-12 ? ray / distance : -forwardOf(camera));
    distances.push_back(distance);
    sum += directions.back();
  }
  orbit.observedDegrees = observedDegrees(directions);
  const bool around = glm::length(sum) < 0.1 * static_cast<double>(cameras.size());
  glm::dvec3 direction = around ? directions[directions.size() / 2] : glm::normalize(sum);
  const size_t nearest = nearestDirection(directions, direction);
  constexpr double kFarDegrees = 15;
  if (degreesBetween(directions[nearest], direction) > kFarDegrees) direction = directions[nearest];
  orbit.offset = direction * median(distances);
  orbit.intrinsics = cameras[nearest].intrinsics;
  // Cameras that look straight along the common up (a top view) turn about their own image's vertical.
  if (degreesBetween(orbit.up, direction) < 10 || degreesBetween(-orbit.up, direction) < 10)
    orbit.up = -glm::normalize(glm::dvec3(cameras[nearest].world_from_camera[1]));
  return orbit;
}

}  // namespace fsm::jobs
