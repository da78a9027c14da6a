// Real spherical harmonics up to degree 3 in the order and with the signs of 3D Gaussian Splatting: l = 0..3, m = -l..l, with the
// Condon-Shortley phase. The constants are sqrt((2l + 1) (l - m)! / (4 pi (l + m)!)) times those of the Legendre polynomials.
#pragma once

#include "reconstruction/splatting/formulas/vector.h"

namespace fsm::splatting {

constexpr int kMaxShBasis = 16;

constexpr double kSh0 = 0.28209479177387814;
constexpr double kSh1 = 0.4886025119029199;
constexpr double kSh2xy = 1.0925484305920792;
constexpr double kSh2zz = 0.31539156525252005;
constexpr double kSh2xxyy = 0.5462742152960396;
constexpr double kSh3xxx = 0.5900435899266435;
constexpr double kSh3xyz = 2.890611442640554;
constexpr double kSh3xzz = 0.4570457994644658;
constexpr double kSh3zzz = 0.3731763325901154;
constexpr double kSh3zxx = 1.445305721320277;

/// The (Degree + 1)^2 basis functions in the direction `d` (a unit vector).
template <int Degree, class Real>
FSM_HOST_DEVICE void shBasis(const Vec3<Real>& d, Real* basis) {
  basis[0] = Real(kSh0);
  const Real x = d.x, y = d.y, z = d.z;
  if constexpr (Degree >= 1) {
    basis[1] = -Real(kSh1) * y;
    basis[2] = Real(kSh1) * z;
    basis[3] = -Real(kSh1) * x;
  }
  const Real xx = x * x, yy = y * y, zz = z * z;
  if constexpr (Degree >= 2) {
    basis[4] = Real(kSh2xy) * x * y;
    basis[5] = -Real(kSh2xy) * y * z;
    basis[6] = Real(kSh2zz) * (2 * zz - xx - yy);
    basis[7] = -Real(kSh2xy) * x * z;
    basis[8] = Real(kSh2xxyy) * (xx - yy);
  }
  if constexpr (Degree >= 3) {
    basis[9] = -Real(kSh3xxx) * y * (3 * xx - yy);
    basis[10] = Real(kSh3xyz) * x * y * z;
    basis[11] = -Real(kSh3xzz) * y * (4 * zz - xx - yy);
    basis[12] = Real(kSh3zzz) * z * (2 * zz - 3 * xx - 3 * yy);
    basis[13] = -Real(kSh3xzz) * x * (4 * zz - xx - yy);
    basis[14] = Real(kSh3zxx) * z * (xx - yy);
    basis[15] = -Real(kSh3xxx) * x * (xx - 3 * yy);
  }
}

/// sum over k of g[k] times the gradient of basis function k by the direction.
template <int Degree, class Real>
FSM_HOST_DEVICE Vec3<Real> shBasisAdjoint(const Vec3<Real>& d, const Real* g) {
  Vec3<Real> out;
  const Real x = d.x, y = d.y, z = d.z;
  if constexpr (Degree >= 1) {
    out = Vec3<Real>{-Real(kSh1) * g[3], -Real(kSh1) * g[1], Real(kSh1) * g[2]};
  }
  if constexpr (Degree >= 2) {
    const Real a = Real(kSh2xy), b = 2 * Real(kSh2zz), c = 2 * Real(kSh2xxyy);
    out =
        out + Vec3<Real>{a * (y * g[4] - z * g[7]) - b * x * g[6] + c * x * g[8],
                         a * (x * g[4] - z * g[5]) - b * y * g[6] - c * y * g[8], -a * (y * g[5] + x * g[7]) + 2 * b * z * g[6]};
  }
  if constexpr (Degree >= 3) {
    const Real xx = x * x, yy = y * y, zz = z * z;
    const Real a = Real(kSh3xxx), b = Real(kSh3xyz), c = Real(kSh3xzz), e = Real(kSh3zzz), f = Real(kSh3zxx);
    out = out +
          Vec3<Real>{-a * (6 * x * y * g[9] + 3 * (xx - yy) * g[15]) + b * y * z * g[10] + 2 * c * x * y * g[11] -
                         6 * e * x * z * g[12] - c * (4 * zz - 3 * xx - yy) * g[13] + 2 * f * x * z * g[14],
                     -a * (3 * (xx - yy) * g[9] - 6 * x * y * g[15]) + b * x * z * g[10] - c * (4 * zz - xx - 3 * yy) * g[11] -
                         6 * e * y * z * g[12] + 2 * c * x * y * g[13] - 2 * f * y * z * g[14],
                     b * x * y * g[10] - 8 * c * z * (y * g[11] + x * g[13]) + e * (6 * zz - 3 * xx - 3 * yy) * g[12] +
                         f * (xx - yy) * g[14]};
  }
  return out;
}

}  // namespace fsm::splatting
