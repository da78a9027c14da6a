// Cameras and views. OpenCV axes (x right, y down, z forward); the centre of the first pixel is (0.5, 0.5).
// Poses are 4x4 rigid transforms in double precision, named target_from_source.
// GLM matrices are column-major: m[3] is the translation.
#pragma once

#include <array>
#include <glm/glm.hpp>

namespace fsm {

/// Time of the capture. The model's normalised time is a plain double in [-1, 1].
using Seconds = double;

struct ImageSize {
  int width = 0;
  int height = 0;
  bool operator==(const ImageSize&) const = default;
};

/// Pinhole intrinsics in pixels of an image of `size`.
struct Intrinsics {
  ImageSize size;
  double fx = 0, fy = 0, cx = 0, cy = 0;
  bool operator==(const Intrinsics&) const = default;
};

struct Camera {
  Intrinsics intrinsics;
  glm::dmat4 world_from_camera{1.0};
};

/// What can be asked for: a camera and a time. Whether `time` is in seconds or normalised is said where a View is taken.
struct View {
  Camera camera;
  double time = 0;
};

/// Intrinsics of the same camera after its image was resized to `size` (each axis by its own factor).
Intrinsics resized(const Intrinsics& intrinsics, ImageSize size);
/// Intrinsics after cutting the rectangle of `size` whose top-left pixel was (left, top).
Intrinsics cropped(const Intrinsics& intrinsics, int left, int top, ImageSize size);
/// The camera whose image is this camera's image turned clockwise by `quarterTurns` * 90 degrees.
/// The pose turns about the optical axis.
Camera turned(const Camera& camera, int quarterTurns);

/// World point to pixel; z is the depth along the optical axis (not positive: behind the camera).
glm::dvec3 project(const Camera& camera, const glm::dvec3& world);

/// Every entry finite, the rotation orthonormal within 1e-3 and right-handed, the last row (0, 0, 0, 1).
bool isRigid(const glm::dmat4& pose);
/// Inverse of a rigid transform.
glm::dmat4 inverseRigid(const glm::dmat4& pose);
/// A pose from 16 numbers row by row, as files store it, and back.
glm::dmat4 fromRowMajor(const std::array<double, 16>& rows);
std::array<double, 16> toRowMajor(const glm::dmat4& pose);

}  // namespace fsm
