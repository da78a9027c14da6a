#include "reconstruction/capture/normalise.h"

#include <algorithm>
#include <cmath>

#include "reconstruction/core/error.h"

namespace fsm {
namespace {

/// Below this a length is nothing: directions that cancel out, camera centres that coincide.
constexpr double kNothing = 1e-6;

glm::dvec3 axis(const glm::dmat4& pose, int column) { return glm::dvec3(pose[column]); }

/// Right-handed rotation with the mean optical axis as z, levelled by the mean y axis.
glm::dmat3 meanRotation(std::span<const glm::dmat4> poses) {
  glm::dvec3 y(0.0), z(0.0);
  for (const glm::dmat4& pose : poses) {
    y += axis(pose, 1);
    z += axis(pose, 2);
  }
  y /= static_cast<double>(poses.size());
  z /= static_cast<double>(poses.size());
  z = glm::length(z) > kNothing ? glm::normalize(z) : glm::normalize(axis(poses[0], 2));
  glm::dvec3 x = glm::cross(y, z);
  if (glm::length(x) <= kNothing) x = glm::cross(axis(poses[0], 1), z);
  // The first camera's y axis may itself lie along the mean optical axis; then its x axis does not.
  if (glm::length(x) <= kNothing) x = axis(poses[0], 0) - z * glm::dot(axis(poses[0], 0), z);
  x = glm::normalize(x);
  return {x, glm::normalize(glm::cross(z, x)), z};
}

}  // namespace

Normalisation normalisePoses(std::span<const glm::dmat4> world_from_camera) {
  if (world_from_camera.empty())
    throw Error(ErrorCode::badInput, "There is no camera pose to normalise. Choose at least one input frame.");
  glm::dvec3 centre(0.0);
  for (size_t i = 0; i < world_from_camera.size(); ++i) {
    if (!isRigid(world_from_camera[i]))
      throw Error(ErrorCode::badInput,
                  "Pose " + std::to_string(i) + " is not a rotation and a translation of finite numbers. Correct or remove it.");
    centre += axis(world_from_camera[i], 3);
  }
  centre /= static_cast<double>(world_from_camera.size());
  glm::dmat4 world_from_frame(meanRotation(world_from_camera));
  world_from_frame[3] = glm::dvec4(centre, 1.0);

  Normalisation out;
  out.frame_from_world = inverseRigid(world_from_frame);
  double largest = 0;
  for (const glm::dmat4& pose : world_from_camera) {
    const glm::dvec3 position(out.frame_from_world * pose[3]);
    if (!std::isfinite(position.x + position.y + position.z))
      throw Error(ErrorCode::badInput, "The camera positions are too far apart to compute with. Check their units.");
    largest = std::max({largest, std::abs(position.x), std::abs(position.y), std::abs(position.z)});
  }
  out.scale = largest > kNothing ? 1.0 / largest : 1.0;
  return out;
}

void normaliseTimes(Normalisation& normalisation, std::span<const Seconds> times) {
  normalisation.timeCentre = 0;
  normalisation.timeHalfRange = 1;
  if (times.empty()) return;
  for (Seconds t : times)
    if (!std::isfinite(t)) throw Error(ErrorCode::badInput, "A frame has a time that is not a number. Correct or remove it.");
  const auto [first, last] = std::minmax_element(times.begin(), times.end());
  normalisation.timeCentre = *first / 2 + *last / 2;
  const double half = *last / 2 - *first / 2;
  if (half > 0) normalisation.timeHalfRange = half;
}

}  // namespace fsm
