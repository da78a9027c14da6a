// A 4D Gaussian as what it is at each moment: a shape that moves along a line, weighted by a Gaussian of time. In these terms a
// change of its life is simple; back in its stored terms (scales and two quaternions) it is a new set of axes.
//
// With the covariance [U v; v^T w] (method.md 4.2): velocity = v / w, shape = U - v v^T / w, variance = w.
#pragma once

#include "reconstruction/scene/gaussians4d.h"

namespace fsm::scene {

struct TemporalShape {
  glm::dvec3 position{0};  ///< at `time`
  double time = 0;         ///< at which it is strongest; normalised
  glm::dvec3 velocity{0};  ///< scene units a unit of normalised time
  double variance = 0;     ///< of the temporal weight exp(-(tau - time)^2 / (2 variance))
  glm::dmat3 shape{0};     ///< covariance at any moment

  glm::dvec3 positionAt(double tau) const { return position + velocity * (tau - time); }
  double weightAt(double tau) const;
};

/// Of Gaussian `index`, which is drawable and has a life (Gaussians4D::isStatic is false).
TemporalShape temporalShape(const Gaussians4D& gaussians, int64_t index);
/// The path alone: `shape` is left zero.
TemporalShape temporalPath(const Gaussians4D& gaussians, int64_t index);
/// Writes position, time, scales and quaternions of Gaussian `index`.
void setTemporalShape(Gaussians4D& gaussians, int64_t index, const TemporalShape& shape);

/// The pair of unit quaternions (left, right) that rotation4d makes this rotation of. (Each sign alone is arbitrary.)
std::pair<glm::dvec4, glm::dvec4> quaternionPairOf(const glm::dmat4& rotation);

}  // namespace fsm::scene
