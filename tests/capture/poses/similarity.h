// Comparing estimated cameras with known ones: structure from motion knows its world only up to a similarity.
#pragma once

#include <cmath>
#include <glm/gtc/quaternion.hpp>
#include <vector>

#include "reconstruction/core/geometry.h"

namespace fsm::testing {

struct PoseDifference {
  double position = 0;  ///< root mean square, as a share of the extent of the true path (largest distance from its mean)
  double rotation = 0;  ///< root mean square, degrees
};

/// After the best similarity: rotation as the mean of the cameras' own, then scale and translation by least squares.
inline PoseDifference comparePoses(const std::vector<glm::dmat4>& estimated, const std::vector<glm::dmat4>& truth) {
  const auto count = static_cast<double>(truth.size());
  glm::dquat sum(0, 0, 0, 0);
  glm::dvec3 meanA(0.0), meanB(0.0);
  for (size_t i = 0; i < truth.size(); ++i) {
    glm::dquat q = glm::quat_cast(glm::dmat3(truth[i]) * glm::transpose(glm::dmat3(estimated[i])));
    if (glm::dot(q, sum) < 0) q = -q;
    sum = sum + q;
    meanA += glm::dvec3(estimated[i][3]) / count;
    meanB += glm::dvec3(truth[i][3]) / count;
  }
  const glm::dmat3 rotation = glm::mat3_cast(glm::normalize(sum));
  double cross = 0, square = 0, extent = 0;
  for (size_t i = 0; i < truth.size(); ++i) {
    const glm::dvec3 a = rotation * (glm::dvec3(estimated[i][3]) - meanA), b = glm::dvec3(truth[i][3]) - meanB;
    cross += glm::dot(a, b);
    square += glm::dot(a, a);
    extent = std::max(extent, glm::length(b));
  }
  const double scale = square > 0 ? cross / square : 0;
  PoseDifference out;
  for (size_t i = 0; i < truth.size(); ++i) {
    const glm::dvec3 a = scale * (rotation * (glm::dvec3(estimated[i][3]) - meanA)), b = glm::dvec3(truth[i][3]) - meanB;
    out.position += glm::dot(a - b, a - b) / count;
    const glm::dmat3 left = glm::transpose(rotation * glm::dmat3(estimated[i])) * glm::dmat3(truth[i]);
    const double cosine = 0.5 * (left[0][0] + left[1][1] + left[2][2] - 1);
    out.rotation += std::pow(glm::degrees(std::acos(std::min(1.0, std::max(-1.0, cosine)))), 2) / count;
  }
  return {std::sqrt(out.position) / std::max(extent, 1e-12), std::sqrt(out.rotation)};
}

}  // namespace fsm::testing
