// From a Gaussian's parameters to a 3D Gaussian at one time, and the adjoint. A covariance is kept as a factor: rows m_x, m_y,
// m_z with covariance_ij = m_i . m_j, so that it is positive semidefinite in any precision.
//
// 4D: with the rows M_i of R S (Sigma = R S^2 R^T = M M^T), T = M_t and w = T . T, the conditional Gaussian at time tau has
//   k_i = M_i . T / w,  mean_i = position_i + k_i (tau - t),  m_i = M_i - k_i T,  weight = exp(-(tau - t)^2 / (2 w)):
// U - v v^T / w = sum over the components orthogonal to T, without the difference of large numbers that U - v v^T / w is.
#pragma once

#include "reconstruction/splatting/formulas/rotation.h"

namespace fsm::splatting {

/// Rows of the factor of a 3D covariance; Vec is Vec3 (static) or Vec4 (conditional of a 4D Gaussian).
template <class Vec>
struct Factor {
  Vec x, y, z;
};

template <class Real>
struct Slice4d {
  Vec3<Real> mean;
  Factor<Vec4<Real>> factor;
  Real weight = 0;  ///< temporal, in [0, 1]
};

/// `scale`: s_x, s_y, s_z, s_t; `offset` = tau - t.
template <class Real>
FSM_HOST_DEVICE Slice4d<Real> slice4d(const Vec3<Real>& position, const Vec4<Real>& scale, const Rows4<Real>& rotation,
                                      Real offset) {
  const Vec4<Real> axis = scaled(rotation.t, scale);
  const Real variance = dot(axis, axis);
  const Vec4<Real> x = scaled(rotation.x, scale), y = scaled(rotation.y, scale), z = scaled(rotation.z, scale);
  const Vec3<Real> drift{dot(x, axis) / variance, dot(y, axis) / variance, dot(z, axis) / variance};
  return {position + offset * drift,
          {x - drift.x * axis, y - drift.y * axis, z - drift.z * axis},
          std::exp(Real(-0.5) * offset * (offset / variance))};
}

template <class Real>
struct Slice4dGradient {
  Vec3<Real> position;
  Vec4<Real> scale;
  Rows4<Real> rotation;
  Real offset = 0;
};

/// `g`: gradient by what slice4d returned, as the same type.
template <class Real>
FSM_HOST_DEVICE Slice4dGradient<Real> slice4dAdjoint(const Vec4<Real>& scale, const Rows4<Real>& rotation, Real offset,
                                                     Real weight, const Slice4d<Real>& g) {
  const Vec4<Real> axis = scaled(rotation.t, scale);
  const Real inverse = Real(1) / dot(axis, axis);
  const Vec4<Real> x = scaled(rotation.x, scale), y = scaled(rotation.y, scale), z = scaled(rotation.z, scale);
  const Vec3<Real> drift{inverse * dot(x, axis), inverse * dot(y, axis), inverse * dot(z, axis)};
  const Vec3<Real> gDrift{offset * g.mean.x - dot(g.factor.x, axis), offset * g.mean.y - dot(g.factor.y, axis),
                          offset * g.mean.z - dot(g.factor.z, axis)};
  const Vec3<Real> perVariance = inverse * gDrift;
  // offset^2 / (2 variance^2) grouped so that a small variance does not overflow when squared.
  const Real ratio = offset * inverse;
  const Real gVariance = g.weight * weight * Real(0.5) * ratio * ratio - dot(perVariance, drift);

  const Vec4<Real> gx = g.factor.x + perVariance.x * axis;
  const Vec4<Real> gy = g.factor.y + perVariance.y * axis;
  const Vec4<Real> gz = g.factor.z + perVariance.z * axis;
  const Vec4<Real> gAxis = perVariance.x * x + perVariance.y * y + perVariance.z * z + (Real(2) * gVariance) * axis -
                           (drift.x * g.factor.x + drift.y * g.factor.y + drift.z * g.factor.z);
  return {g.mean,
          scaled(gx, rotation.x) + scaled(gy, rotation.y) + scaled(gz, rotation.z) + scaled(gAxis, rotation.t),
          {scaled(gx, scale), scaled(gy, scale), scaled(gz, scale), scaled(gAxis, scale)},
          dot(g.mean, drift) - g.weight * weight * ratio};
}

/// Static: m_i = R_i scale.
template <class Real>
FSM_HOST_DEVICE Factor<Vec3<Real>> staticFactor(const Vec3<Real>& scale, const Rows3<Real>& rotation) {
  return {scaled(rotation.x, scale), scaled(rotation.y, scale), scaled(rotation.z, scale)};
}
template <class Real>
FSM_HOST_DEVICE void staticFactorAdjoint(const Vec3<Real>& scale, const Rows3<Real>& rotation, const Factor<Vec3<Real>>& g,
                                         Vec3<Real>& gradScale, Rows3<Real>& gradRotation) {
  gradScale = scaled(g.x, rotation.x) + scaled(g.y, rotation.y) + scaled(g.z, rotation.z);
  gradRotation = {scaled(g.x, scale), scaled(g.y, scale), scaled(g.z, scale)};
}

}  // namespace fsm::splatting
