// Colour of a Gaussian seen from the camera at a time, and the adjoint: spherical harmonics in the direction from the camera's
// centre to the unsliced position, harmonic k of time multiplied by cos(2 pi k (tau - t) / period), plus 0.5, negative values to
// 0.
#pragma once

#include "reconstruction/splatting/formulas/camera.h"
#include "reconstruction/splatting/formulas/spherical_harmonics.h"

namespace fsm::splatting {

/// What of a set colours depend on. `sh`: this Gaussian's coefficients [harmonics + 1, (degree + 1)^2, 3].
template <class Real>
struct ColourInput {
  const Real* sh = nullptr;
  int degree = 0;
  int harmonics = 0;
  Real angle = 0;        ///< 2 pi (tau - t) / period
  Vec3<Real> direction;  ///< from the camera's centre to the position, not normalised
};

template <class Real>
struct ColourGradient {
  Vec3<Real> direction;  ///< by the direction that is not normalised
  Real angle = 0;
};

/// The direction with length 1, or 0 where it has none; `inverse` of the length, or 0.
template <class Real>
FSM_HOST_DEVICE Vec3<Real> unitDirection(const Vec3<Real>& direction, Real& inverse) {
  const Real length2 = dot(direction, direction);
  inverse = length2 > Real(0) ? Real(1) / std::sqrt(length2) : Real(0);
  return inverse * direction;
}

template <int Degree, class Real>
FSM_HOST_DEVICE Vec3<Real> rawColour(const ColourInput<Real>& in) {
  constexpr int kCount = (Degree + 1) * (Degree + 1);
  Real basis[kCount], inverse = 0;
  shBasis<Degree>(Degree == 0 ? Vec3<Real>{} : unitDirection(in.direction, inverse), basis);
  Vec3<Real> colour{Real(0.5), Real(0.5), Real(0.5)};
  for (int k = 0; k <= in.harmonics; ++k) {
    const Real* sh = in.sh + k * kCount * 3;
    const Real wave = k == 0 ? Real(1) : std::cos(k * in.angle);
    for (int i = 0; i < kCount; ++i) colour = colour + (wave * basis[i]) * Vec3<Real>{sh[3 * i], sh[3 * i + 1], sh[3 * i + 2]};
  }
  return colour;
}
/// Before negative values become 0.
template <class Real>
FSM_HOST_DEVICE Vec3<Real> rawColour(const ColourInput<Real>& in) {
  switch (in.degree) {
    case 0: return rawColour<0>(in);
    case 1: return rawColour<1>(in);
    case 2: return rawColour<2>(in);
    default: return rawColour<3>(in);
  }
}
template <class Real>
FSM_HOST_DEVICE Vec3<Real> withoutNegatives(const Vec3<Real>& c) {
  return {c.x > 0 ? c.x : Real(0), c.y > 0 ? c.y : Real(0), c.z > 0 ? c.z : Real(0)};
}

template <int Degree, class Real>
FSM_HOST_DEVICE ColourGradient<Real> colourAdjoint(const ColourInput<Real>& in, const Vec3<Real>& g, Real* gradSh) {
  constexpr int kCount = (Degree + 1) * (Degree + 1);
  Real basis[kCount], gradBasis[kCount] = {}, inverse = 0;
  const Vec3<Real> unit = Degree == 0 ? Vec3<Real>{} : unitDirection(in.direction, inverse);
  shBasis<Degree>(unit, basis);
  ColourGradient<Real> out;
  for (int k = 0; k <= in.harmonics; ++k) {
    const Real* sh = in.sh + k * kCount * 3;
    const Real wave = k == 0 ? Real(1) : std::cos(k * in.angle);
    Real inPhase = 0;
    for (int i = 0; i < kCount; ++i) {
      const Real along = sh[3 * i] * g.x + sh[3 * i + 1] * g.y + sh[3 * i + 2] * g.z;
      gradBasis[i] += wave * along;
      inPhase += basis[i] * along;
      if (gradSh != nullptr) {
        Real* into = gradSh + 3 * (k * kCount + i);
        const Real weight = wave * basis[i];
        into[0] += weight * g.x;
        into[1] += weight * g.y;
        into[2] += weight * g.z;
      }
    }
    if (k > 0) out.angle -= k * std::sin(k * in.angle) * inPhase;
  }
  if constexpr (Degree > 0) {
    const Vec3<Real> gradUnit = shBasisAdjoint<Degree>(unit, gradBasis);
    out.direction = inverse * (gradUnit - dot(gradUnit, unit) * unit);
  }
  return out;
}
/// From `g`, the gradient by the colour with the channels zeroed that `withoutNegatives` cut. *Adds* the gradient by the
/// coefficients to `gradSh` (may be null).
template <class Real>
FSM_HOST_DEVICE ColourGradient<Real> colourAdjoint(const ColourInput<Real>& in, const Vec3<Real>& g, Real* gradSh) {
  switch (in.degree) {
    case 0: return colourAdjoint<0>(in, g, gradSh);
    case 1: return colourAdjoint<1>(in, g, gradSh);
    case 2: return colourAdjoint<2>(in, g, gradSh);
    default: return colourAdjoint<3>(in, g, gradSh);
  }
}

}  // namespace fsm::splatting
