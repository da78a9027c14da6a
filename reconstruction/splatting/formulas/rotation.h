// Rotations from stored quaternions and their adjoints: of 4D Gaussians (two quaternions, method of Yang et al. 2024 in the axis
// order x, y, z, t) and of static ones (one ordinary quaternion).
#pragma once

#include "reconstruction/splatting/formulas/vector.h"

namespace fsm::splatting {

/// Rows of a 4x4 matrix.
template <class Real>
struct Rows4 {
  Vec4<Real> x, y, z, t;
};
/// Rows of a 3x3 matrix.
template <class Real>
struct Rows3 {
  Vec3<Real> x, y, z;
};

/// A stored quaternion, its direction and its length. Entries are brought below 1 first, so that no square overflows.
template <class Real>
struct UnitQuaternion {
  Quaternion<Real> unit;
  Real length = 0;  ///< 0: no direction
};
template <class Real>
FSM_HOST_DEVICE UnitQuaternion<Real> normalised(const Quaternion<Real>& q) {
  const Real wx = std::fabs(q.w) > std::fabs(q.x) ? std::fabs(q.w) : std::fabs(q.x);
  const Real yz = std::fabs(q.y) > std::fabs(q.z) ? std::fabs(q.y) : std::fabs(q.z);
  const Real largest = wx > yz ? wx : yz;
  if (!(largest > Real(0))) return {};
  const Real s = Real(1) / largest;
  if (!isFinite(s)) return {};  // smaller than any length that counts
  const Quaternion<Real> p{s * q.w, s * q.x, s * q.y, s * q.z};
  const Real length = std::sqrt(p.w * p.w + p.x * p.x + p.y * p.y + p.z * p.z);
  const Real inverse = Real(1) / length;
  return {{inverse * p.w, inverse * p.x, inverse * p.y, inverse * p.z}, length * largest};
}
/// Gradient by the stored quaternion from the one by its direction.
template <class Real>
FSM_HOST_DEVICE Quaternion<Real> normalisedAdjoint(const UnitQuaternion<Real>& q, const Quaternion<Real>& g) {
  const Quaternion<Real>& u = q.unit;
  const Real radial = u.w * g.w + u.x * g.x + u.y * g.y + u.z * g.z;
  const Real s = Real(1) / q.length;
  return {s * (g.w - radial * u.w), s * (g.x - radial * u.x), s * (g.y - radial * u.y), s * (g.z - radial * u.z)};
}

/// The two factors of R(q_l, q_r) = A B, for unit quaternions.
template <class Real>
FSM_HOST_DEVICE Rows4<Real> leftFactor(const Quaternion<Real>& q) {
  return {{q.w, q.x, -q.y, q.z}, {-q.x, q.w, q.z, q.y}, {q.y, -q.z, q.w, q.x}, {-q.z, -q.y, -q.x, q.w}};
}
template <class Real>
FSM_HOST_DEVICE Rows4<Real> rightFactor(const Quaternion<Real>& q) {
  return {{q.w, q.x, -q.y, -q.z}, {-q.x, q.w, q.z, -q.y}, {q.y, -q.z, q.w, -q.x}, {q.z, q.y, q.x, q.w}};
}

/// row * matrix.
template <class Real>
FSM_HOST_DEVICE Vec4<Real> rowTimes(const Vec4<Real>& row, const Rows4<Real>& m) {
  return row.x * m.x + row.y * m.y + row.z * m.z + row.w * m.t;
}
template <class Real>
FSM_HOST_DEVICE Rows4<Real> rotation4d(const Quaternion<Real>& left, const Quaternion<Real>& right) {
  const Rows4<Real> a = leftFactor(left), b = rightFactor(right);
  return {rowTimes(a.x, b), rowTimes(a.y, b), rowTimes(a.z, b), rowTimes(a.t, b)};
}

/// Gradients by both unit quaternions from `g` = dL/dR.
template <class Real>
FSM_HOST_DEVICE void rotation4dAdjoint(const Quaternion<Real>& left, const Quaternion<Real>& right, const Rows4<Real>& g,
                                       Quaternion<Real>& gradLeft, Quaternion<Real>& gradRight) {
  const Rows4<Real> a = leftFactor(left), b = rightFactor(right);
  // dL/dA = G B^T, dL/dB = A^T G.
  const Rows4<Real> ga{{dot(g.x, b.x), dot(g.x, b.y), dot(g.x, b.z), dot(g.x, b.t)},
                       {dot(g.y, b.x), dot(g.y, b.y), dot(g.y, b.z), dot(g.y, b.t)},
                       {dot(g.z, b.x), dot(g.z, b.y), dot(g.z, b.z), dot(g.z, b.t)},
                       {dot(g.t, b.x), dot(g.t, b.y), dot(g.t, b.z), dot(g.t, b.t)}};
  gradLeft = {ga.x.x + ga.y.y + ga.z.z + ga.t.w, ga.x.y - ga.y.x + ga.z.w - ga.t.z, -ga.x.z + ga.y.w + ga.z.x - ga.t.y,
              ga.x.w + ga.y.z - ga.z.y - ga.t.x};
  const Rows4<Real> gb{
      a.x.x * g.x + a.y.x * g.y + a.z.x * g.z + a.t.x * g.t, a.x.y * g.x + a.y.y * g.y + a.z.y * g.z + a.t.y * g.t,
      a.x.z * g.x + a.y.z * g.y + a.z.z * g.z + a.t.z * g.t, a.x.w * g.x + a.y.w * g.y + a.z.w * g.z + a.t.w * g.t};
  gradRight = {gb.x.x + gb.y.y + gb.z.z + gb.t.w, gb.x.y - gb.y.x - gb.z.w + gb.t.z, -gb.x.z - gb.y.w + gb.z.x + gb.t.y,
               -gb.x.w + gb.y.z - gb.z.y + gb.t.x};
}

/// The ordinary rotation of a unit quaternion.
template <class Real>
FSM_HOST_DEVICE Rows3<Real> rotation3d(const Quaternion<Real>& q) {
  const Real two = 2;
  return {{1 - two * (q.y * q.y + q.z * q.z), two * (q.x * q.y - q.w * q.z), two * (q.x * q.z + q.w * q.y)},
          {two * (q.x * q.y + q.w * q.z), 1 - two * (q.x * q.x + q.z * q.z), two * (q.y * q.z - q.w * q.x)},
          {two * (q.x * q.z - q.w * q.y), two * (q.y * q.z + q.w * q.x), 1 - two * (q.x * q.x + q.y * q.y)}};
}
template <class Real>
FSM_HOST_DEVICE Quaternion<Real> rotation3dAdjoint(const Quaternion<Real>& q, const Rows3<Real>& g) {
  const Real two = 2;
  return {two * (q.z * (g.y.x - g.x.y) + q.y * (g.x.z - g.z.x) + q.x * (g.z.y - g.y.z)),
          two * (q.y * (g.x.y + g.y.x) + q.z * (g.x.z + g.z.x) + q.w * (g.z.y - g.y.z) - two * q.x * (g.y.y + g.z.z)),
          two * (q.x * (g.x.y + g.y.x) + q.z * (g.y.z + g.z.y) + q.w * (g.x.z - g.z.x) - two * q.y * (g.x.x + g.z.z)),
          two * (q.x * (g.x.z + g.z.x) + q.y * (g.y.z + g.z.y) + q.w * (g.y.x - g.x.y) - two * q.z * (g.x.x + g.y.y))};
}

}  // namespace fsm::splatting
