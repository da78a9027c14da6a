#include "app/animation/camera_pose.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "app/animation/rotation.h"

namespace fsm::animation {

namespace {

constexpr double kDegree = std::numbers::pi / 180.0;
constexpr double kFilmHeight = 24;  ///< millimetres

bool finite(const glm::dvec3& v) { return std::isfinite(v.x) && std::isfinite(v.y) && std::isfinite(v.z); }

}  // namespace

CameraPose poseOf(const Camera& camera) {
  return {glm::dvec3(camera.world_from_camera[3]), glm::normalize(glm::quat_cast(glm::dmat3(camera.world_from_camera))),
          camera.intrinsics.fy / camera.intrinsics.size.height};
}

Camera cameraOf(const CameraPose& pose, ImageSize size) {
  const double focal = pose.focal * size.height;
  return {{size, focal, focal, 0.5 * size.width, 0.5 * size.height}, world_from_camera(pose)};
}

glm::dmat4 world_from_camera(const CameraPose& pose) {
  glm::dmat4 out = glm::mat4_cast(pose.rotation);
  out[3] = glm::dvec4(pose.position, 1);
  return out;
}

bool isValid(const CameraPose& pose) {
  const glm::dquat& q = pose.rotation;
  const double length = std::sqrt(q.w * q.w + q.x * q.x + q.y * q.y + q.z * q.z);
  return finite(pose.position) && std::isfinite(length) && length > 1e-6 && pose.focal >= kShortestFocal &&
         pose.focal <= kLongestFocal;
}

glm::dvec3 forwardOf(const CameraPose& pose) { return pose.rotation * glm::dvec3(0, 0, 1); }
glm::dvec3 rightOf(const CameraPose& pose) { return pose.rotation * glm::dvec3(1, 0, 0); }
glm::dvec3 upOf(const CameraPose& pose) { return pose.rotation * glm::dvec3(0, -1, 0); }

double verticalDegrees(double focal) { return 2 * std::atan(0.5 / focal) / kDegree; }
double focalOfDegrees(double verticalDegrees) { return 0.5 / std::tan(0.5 * verticalDegrees * kDegree); }
double millimetres(double focal) { return focal * kFilmHeight; }
double focalOfMillimetres(double millimetres) { return millimetres / kFilmHeight; }

CameraPose between(const CameraPose& a, const CameraPose& b, double fraction) {
  const glm::dvec3 turn = rotationVector(glm::conjugate(a.rotation) * b.rotation);
  return {glm::mix(a.position, b.position, fraction), glm::normalize(a.rotation * rotationOf(turn * fraction)),
          std::exp(std::lerp(std::log(a.focal), std::log(b.focal), fraction))};
}

double degreesBetween(const glm::dquat& a, const glm::dquat& b) {
  return glm::length(rotationVector(glm::conjugate(a) * b)) / kDegree;
}

}  // namespace fsm::animation
