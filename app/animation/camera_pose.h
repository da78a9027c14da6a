// A camera that knows no picture size: where it stands, how it is turned, how long its lens is. What animations are made of.
#pragma once

#include <glm/gtc/quaternion.hpp>

#include "reconstruction/core/geometry.h"

namespace fsm::animation {

/// Lenses outside of this range (about 179 and 0.1 degrees of vertical view) are not taken.
constexpr double kShortestFocal = 0.004, kLongestFocal = 600;

struct CameraPose {
  glm::dvec3 position{0.0};         ///< of the camera's centre, in the capture's world
  glm::dquat rotation{1, 0, 0, 0};  ///< world_from_camera, OpenCV axes; roll included; unit length
  double focal = 1;                 ///< focal length in heights of the picture; the principal point is its middle
  bool operator==(const CameraPose&) const = default;
};

/// The principal point and a difference between fx and fy are left out; `camera` needs a size with a height.
CameraPose poseOf(const Camera& camera);
/// Square pixels, the principal point in the middle.
Camera cameraOf(const CameraPose& pose, ImageSize size);
glm::dmat4 world_from_camera(const CameraPose& pose);

/// Everything finite, the rotation not zero, the focal length within the limits above.
bool isValid(const CameraPose& pose);

glm::dvec3 forwardOf(const CameraPose& pose);  ///< unit, in the world
glm::dvec3 rightOf(const CameraPose& pose);    ///< unit, the picture's right in the world
glm::dvec3 upOf(const CameraPose& pose);       ///< unit, the picture's up in the world

/// Vertical angle of view in degrees and back.
double verticalDegrees(double focal);
double focalOfDegrees(double verticalDegrees);
/// Focal length in millimetres of a lens on a 36x24 mm picture with the same vertical angle of view, and back.
double millimetres(double focal);
double focalOfMillimetres(double millimetres);

/// In between, by the shorter way round: position linear, rotation on the great circle, focal length by its logarithm.
CameraPose between(const CameraPose& a, const CameraPose& b, double fraction);
/// Angle of the turn that takes one rotation to the other, degrees in [0, 180].
double degreesBetween(const glm::dquat& a, const glm::dquat& b);

}  // namespace fsm::animation
