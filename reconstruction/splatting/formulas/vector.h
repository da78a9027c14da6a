// Small vectors for the rasteriser's formulas, on the host and on the device, in either precision. Plain aggregates.
#pragma once

#include <cmath>

#include "reconstruction/splatting/host_device.h"

namespace fsm::splatting {

template <class Real>
struct Vec2 {
  Real x = 0, y = 0;
};
template <class Real>
struct Vec3 {
  Real x = 0, y = 0, z = 0;
};
template <class Real>
struct Vec4 {
  Real x = 0, y = 0, z = 0, w = 0;
};
/// (w, x, y, z), as stored.
template <class Real>
struct Quaternion {
  Real w = 0, x = 0, y = 0, z = 0;
};

template <class Real>
FSM_HOST_DEVICE Vec3<Real> operator+(const Vec3<Real>& a, const Vec3<Real>& b) {
  return {a.x + b.x, a.y + b.y, a.z + b.z};
}
template <class Real>
FSM_HOST_DEVICE Vec3<Real> operator-(const Vec3<Real>& a, const Vec3<Real>& b) {
  return {a.x - b.x, a.y - b.y, a.z - b.z};
}
template <class Real>
FSM_HOST_DEVICE Vec3<Real> operator*(Real s, const Vec3<Real>& a) {
  return {s * a.x, s * a.y, s * a.z};
}
template <class Real>
FSM_HOST_DEVICE Real dot(const Vec3<Real>& a, const Vec3<Real>& b) {
  return a.x * b.x + a.y * b.y + a.z * b.z;
}
template <class Real>
FSM_HOST_DEVICE Vec3<Real> cross(const Vec3<Real>& a, const Vec3<Real>& b) {
  return {a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x};
}
/// Entry by entry.
template <class Real>
FSM_HOST_DEVICE Vec3<Real> scaled(const Vec3<Real>& a, const Vec3<Real>& b) {
  return {a.x * b.x, a.y * b.y, a.z * b.z};
}

template <class Real>
FSM_HOST_DEVICE Vec4<Real> operator+(const Vec4<Real>& a, const Vec4<Real>& b) {
  return {a.x + b.x, a.y + b.y, a.z + b.z, a.w + b.w};
}
template <class Real>
FSM_HOST_DEVICE Vec4<Real> operator-(const Vec4<Real>& a, const Vec4<Real>& b) {
  return {a.x - b.x, a.y - b.y, a.z - b.z, a.w - b.w};
}
template <class Real>
FSM_HOST_DEVICE Vec4<Real> operator*(Real s, const Vec4<Real>& a) {
  return {s * a.x, s * a.y, s * a.z, s * a.w};
}
template <class Real>
FSM_HOST_DEVICE Real dot(const Vec4<Real>& a, const Vec4<Real>& b) {
  return a.x * b.x + a.y * b.y + a.z * b.z + a.w * b.w;
}
template <class Real>
FSM_HOST_DEVICE Vec4<Real> scaled(const Vec4<Real>& a, const Vec4<Real>& b) {
  return {a.x * b.x, a.y * b.y, a.z * b.z, a.w * b.w};
}

/// |a|^2 |b|^2 - (a . b)^2 as a sum of squared 2x2 minors (Cauchy-Binet): never negative, exact for nearly parallel vectors.
template <class Real>
FSM_HOST_DEVICE Real gramDeterminant(const Vec3<Real>& a, const Vec3<Real>& b) {
  const Vec3<Real> minors = cross(a, b);
  return dot(minors, minors);
}
template <class Real>
FSM_HOST_DEVICE Real gramDeterminant(const Vec4<Real>& a, const Vec4<Real>& b) {
  const Vec3<Real> spatial = cross(Vec3<Real>{a.x, a.y, a.z}, Vec3<Real>{b.x, b.y, b.z});
  const Vec3<Real> last{a.x * b.w - a.w * b.x, a.y * b.w - a.w * b.y, a.z * b.w - a.w * b.z};
  return dot(spatial, spatial) + dot(last, last);
}

/// False for infinities and NaN (whose difference with itself is NaN).
template <class Real>
FSM_HOST_DEVICE bool isFinite(Real value) {
  return value - value == Real(0);
}
template <class Real>
FSM_HOST_DEVICE bool isFinite(const Vec2<Real>& v) {
  return isFinite(v.x) && isFinite(v.y);
}
template <class Real>
FSM_HOST_DEVICE bool isFinite(const Vec3<Real>& v) {
  return isFinite(v.x) && isFinite(v.y) && isFinite(v.z);
}
template <class Real>
FSM_HOST_DEVICE bool isFinite(const Quaternion<Real>& q) {
  return isFinite(q.w) && isFinite(q.x) && isFinite(q.y) && isFinite(q.z);
}

}  // namespace fsm::splatting
