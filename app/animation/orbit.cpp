#include "app/animation/orbit.h"

#include <cmath>
#include <numbers>

namespace fsm::animation {

namespace {

constexpr double kDegree = std::numbers::pi / 180.0;
/// Determinant of the mean projector orthogonal to the axes, below which they count as parallel (a spread of about half a
/// degree).
constexpr double kParallel = 1e-4;

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

std::optional<glm::dvec3> closestToAxes(std::span<const glm::dmat4> poses) {
  glm::dmat3 normal(0.0);
  glm::dvec3 right(0.0);
  for (const glm::dmat4& pose : poses) {
    const glm::dvec3 d = glm::normalize(glm::dvec3(pose[2]));
    const glm::dmat3 projector = glm::dmat3(1.0) - glm::outerProduct(d, d);
    normal += projector;
    right += projector * glm::dvec3(pose[3]);
  }
  const double count = static_cast<double>(poses.size());
  if (poses.empty() || glm::determinant(normal / count) < kParallel) return std::nullopt;
  return glm::inverse(normal) * right;
}

}  // namespace fsm::animation
