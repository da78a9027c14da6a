// Adds one Gaussian's gradients to the arrays that are wanted.
#pragma once

#include "reconstruction/splatting/formulas/splat.h"

namespace fsm::splatting {

template <class Real>
FSM_HOST_DEVICE void addVec3(Real* values, int64_t index, const Vec3<Real>& v) {
  if (values == nullptr) return;
  values[3 * index] += v.x;
  values[3 * index + 1] += v.y;
  values[3 * index + 2] += v.z;
}
template <class Real>
FSM_HOST_DEVICE void addQuaternion(Real* values, int64_t index, const Quaternion<Real>& q) {
  if (values == nullptr) return;
  values[4 * index] += q.w;
  values[4 * index + 1] += q.x;
  values[4 * index + 2] += q.y;
  values[4 * index + 3] += q.z;
}
template <class Real>
FSM_HOST_DEVICE void addNumber(Real* values, int64_t index, Real value) {
  if (values != nullptr) values[index] += value;
}

/// All but SH, background and pose, which go their own ways. `meanPixel`: gradient by the projected mean.
template <class Real>
FSM_HOST_DEVICE void addGradient(const GaussianGradients<Real>& into, int64_t index, const ParameterGradient<Real>& g,
                                 const Vec2<Real>& meanPixel) {
  addVec3(into.position, index, g.position);
  addVec3(into.logScale, index, g.logScale);
  addQuaternion(into.rotation, index, g.rotation);
  addNumber(into.opacityLogit, index, g.opacityLogit);
  addNumber(into.time, index, g.time);
  addNumber(into.logScaleTime, index, g.logScaleTime);
  addQuaternion(into.rotationRight, index, g.rotationRight);
  if (into.meanPixel != nullptr) into.meanPixel[index] += std::sqrt(meanPixel.x * meanPixel.x + meanPixel.y * meanPixel.y);
}

}  // namespace fsm::splatting
