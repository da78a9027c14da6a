#include "reconstruction/core/geometry.h"

#include <cmath>

namespace fsm {

Intrinsics resized(const Intrinsics& in, ImageSize size) {
  const double sx = static_cast<double>(size.width) / in.size.width;
  const double sy = static_cast<double>(size.height) / in.size.height;
  return {size, in.fx * sx, in.fy * sy, in.cx * sx, in.cy * sy};
}

Intrinsics cropped(const Intrinsics& in, int left, int top, ImageSize size) {
  return {size, in.fx, in.fy, in.cx - left, in.cy - top};
}

Camera turned(const Camera& camera, int quarterTurns) {
  Camera out = camera;
  for (int turn = 0; turn < ((quarterTurns % 4) + 4) % 4; ++turn) {
    // Clockwise: the new image's x axis is the old image's -y axis, the new y axis the old x axis.
    const Intrinsics k = out.intrinsics;
    out.intrinsics = {{k.size.height, k.size.width}, k.fy, k.fx, k.size.height - k.cy, k.cx};
    const glm::dvec4 x = out.world_from_camera[0], y = out.world_from_camera[1];
    out.world_from_camera[0] = -y;
    out.world_from_camera[1] = x;
  }
  return out;
}

glm::dvec3 project(const Camera& camera, const glm::dvec3& world) {
  const glm::dvec3 p = glm::dvec3(inverseRigid(camera.world_from_camera) * glm::dvec4(world, 1.0));
  const Intrinsics& k = camera.intrinsics;
  return {k.fx * p.x / p.z + k.cx, k.fy * p.y / p.z + k.cy, p.z};
}

bool isRigid(const glm::dmat4& pose) {
  for (int c = 0; c < 4; ++c)
    for (int r = 0; r < 4; ++r)
      if (!std::isfinite(pose[c][r])) return false;
  const glm::dmat3 rotation(pose);
  const glm::dmat3 gram = glm::transpose(rotation) * rotation;
  for (int c = 0; c < 3; ++c)
    for (int r = 0; r < 3; ++r)
      if (std::abs(gram[c][r] - (c == r ? 1.0 : 0.0)) > 1e-3) return false;
  if (glm::determinant(rotation) <= 0) return false;
  return pose[0][3] == 0 && pose[1][3] == 0 && pose[2][3] == 0 && std::abs(pose[3][3] - 1) < 1e-9;
}

glm::dmat4 inverseRigid(const glm::dmat4& pose) {
  const glm::dmat3 rotation = glm::transpose(glm::dmat3(pose));
  glm::dmat4 out(rotation);
  out[3] = glm::dvec4(-(rotation * glm::dvec3(pose[3])), 1.0);
  return out;
}

glm::dmat4 fromRowMajor(const std::array<double, 16>& rows) {
  glm::dmat4 out;
  for (int r = 0; r < 4; ++r)
    for (int c = 0; c < 4; ++c) out[c][r] = rows[r * 4 + c];
  return out;
}

std::array<double, 16> toRowMajor(const glm::dmat4& pose) {
  std::array<double, 16> out{};
  for (int r = 0; r < 4; ++r)
    for (int c = 0; c < 4; ++c) out[r * 4 + c] = pose[c][r];
  return out;
}

}  // namespace fsm
