// One Gaussian of a set as the blending sees it in one view (load, slice, cull, project, colour), and the way back from the
// gradient by that to the gradients by its stored parameters and by the pose. All back ends but Vulkan run this code.
#pragma once

#include "reconstruction/splatting/formulas/colour.h"
#include "reconstruction/splatting/formulas/project.h"
#include "reconstruction/splatting/raster_pointers.h"

namespace fsm::splatting {

// As in scene/gaussians4d.h, which device code does not include.
constexpr double kSmallestLogScale = -20;
constexpr double kLargestLogScale = 20;
constexpr double kSmallestQuaternionNorm2 = 1e-20;

/// What the blending reads.
template <class Real>
struct Splat {
  Vec2<Real> mean;            ///< px
  Real depth = 0;             ///< view z
  Whitening<Real> whitening;  ///< 1/px
  Real opacity = 0;           ///< times the temporal weight
  Vec3<Real> colour;
  Real officialRadius = 0;  ///< px
};

/// Gradient by a Splat: sums over pixels.
template <class Real>
struct SplatGradient {
  ShapeGradient<Real> shape;
  Real opacity = 0;
  Vec3<Real> colour;
};

/// Gradients by one Gaussian's stored parameters but its SH, and its share of the pose's.
template <class Real>
struct ParameterGradient {
  Vec3<Real> position, logScale;
  Quaternion<Real> rotation, rotationRight;
  Real opacityLogit = 0, time = 0, logScaleTime = 0;
  PoseGradient<Real> pose;
};

/// Activated parameters; of a static set time, scaleTime and right are not set.
template <class Real>
struct LoadedGaussian {
  Vec3<Real> position, scale;
  UnitQuaternion<Real> rotation, right;
  Real opacity = 0, time = 0, scaleTime = 0;
};

template <class Real>
FSM_HOST_DEVICE Vec3<Real> loadVec3(const Real* values, int64_t index) {
  return {values[3 * index], values[3 * index + 1], values[3 * index + 2]};
}
template <class Real>
FSM_HOST_DEVICE Quaternion<Real> loadQuaternion(const Real* values, int64_t index) {
  return {values[4 * index], values[4 * index + 1], values[4 * index + 2], values[4 * index + 3]};
}

/// exp of a stored log scale, those below the least counting as the least. False where it is not drawable.
template <class Real>
FSM_HOST_DEVICE bool activateScale(Real logScale, Real& scale) {
  if (!isFinite(logScale) || logScale > Real(kLargestLogScale)) return false;
  scale = std::exp(logScale < Real(kSmallestLogScale) ? Real(kSmallestLogScale) : logScale);
  return true;
}
/// Gradient by the log scale; none reaches one that counts as the least.
template <class Real>
FSM_HOST_DEVICE Real logScaleGradient(Real logScale, Real scale, Real gradScale) {
  return logScale < Real(kSmallestLogScale) ? Real(0) : gradScale * scale;
}

template <class Real>
FSM_HOST_DEVICE bool activateQuaternion(const Quaternion<Real>& stored, UnitQuaternion<Real>& out) {
  if (!isFinite(stored)) return false;
  out = normalised(stored);
  return out.length * out.length >= Real(kSmallestQuaternionNorm2);
}

/// False where the Gaussian is not drawable, its SH aside.
template <class Real>
FSM_HOST_DEVICE bool loadGaussian(const GaussianPointers<Real>& set, int64_t index, LoadedGaussian<Real>& out) {
  const Real logit = set.opacityLogit[index];
  out.position = loadVec3(set.position, index);
  if (!isFinite(out.position) || !isFinite(logit)) return false;
  const Vec3<Real> logScale = loadVec3(set.logScale, index);
  if (!activateScale(logScale.x, out.scale.x) || !activateScale(logScale.y, out.scale.y) ||
      !activateScale(logScale.z, out.scale.z) || !activateQuaternion(loadQuaternion(set.rotation, index), out.rotation))
    return false;
  out.opacity = Real(1) / (Real(1) + std::exp(-logit));
  if (set.isStatic()) return true;
  out.time = set.time[index];
  return isFinite(out.time) && activateScale(set.logScaleTime[index], out.scaleTime) &&
         activateQuaternion(loadQuaternion(set.rotationRight, index), out.right);
}

template <class Real>
FSM_HOST_DEVICE ColourInput<Real> colourInput(const GaussianPointers<Real>& set, int64_t index,
                                              const LoadedGaussian<Real>& gaussian, const RasterCamera<Real>& camera) {
  constexpr double kTwoPi = 6.283185307179586;
  // A static set has its centre of time at 0.
  return {set.sh + index * set.coefficients() * 3, set.shDegree, set.timeHarmonics,
          set.timeHarmonics == 0 ? Real(0) : Real(kTwoPi) * (camera.time - gaussian.time) / set.timePeriod,
          gaussian.position - camera.centre};
}

template <class Real>
FSM_HOST_DEVICE bool drawableSh(const GaussianPointers<Real>& set, int64_t index) {
  const int entries = set.coefficients() * 3;
  const Real* sh = set.sh + index * entries;
  bool finite = true;
  for (int i = 0; i < entries; ++i) finite = finite && isFinite(sh[i]);
  return finite;
}

template <class Real>
FSM_HOST_DEVICE Slice4d<Real> sliceOf(const LoadedGaussian<Real>& gaussian, Real time) {
  const Vec4<Real> scale{gaussian.scale.x, gaussian.scale.y, gaussian.scale.z, gaussian.scaleTime};
  return slice4d(gaussian.position, scale, rotation4d(gaussian.rotation.unit, gaussian.right.unit), time - gaussian.time);
}
template <class Real>
FSM_HOST_DEVICE Factor<Vec3<Real>> factorOf(const LoadedGaussian<Real>& gaussian) {
  return staticFactor(gaussian.scale, rotation3d(gaussian.rotation.unit));
}

/// Gaussian `index` in the view. False where nothing of it can be seen: not drawable, outside its time, culled, or too
/// transparent for any pixel. `out` is then not defined.
template <class Real>
FSM_HOST_DEVICE bool makeSplat(const GaussianPointers<Real>& set, int64_t index, const RasterCamera<Real>& camera,
                               const RasterThresholds<Real>& thresholds, Splat<Real>& out) {
  LoadedGaussian<Real> gaussian;
  if (!loadGaussian(set, index, gaussian)) return false;
  out.opacity = gaussian.opacity;
  if (set.isStatic()) {
    Projection<Real, Vec3<Real>> p;
    if (out.opacity < thresholds.alphaMin) return false;
    if (!project(camera, thresholds, gaussian.position, factorOf(gaussian), p)) return false;
    out.mean = p.mean, out.depth = p.point.z, out.whitening = p.whitening, out.officialRadius = p.officialRadius;
  } else {
    Projection<Real, Vec4<Real>> p;
    const Slice4d<Real> slice = sliceOf(gaussian, camera.time);
    out.opacity *= slice.weight;
    if (!(slice.weight > thresholds.temporalPrune) || out.opacity < thresholds.alphaMin) return false;
    if (!project(camera, thresholds, slice.mean, slice.factor, p)) return false;
    out.mean = p.mean, out.depth = p.point.z, out.whitening = p.whitening, out.officialRadius = p.officialRadius;
  }
  if (!drawableSh(set, index)) return false;
  out.colour = withoutNegatives(rawColour(colourInput(set, index, gaussian, camera)));
  return isFinite(out.colour);
}

/// The part of makeSplatAdjoint that differs between static and 4D. `g`: gradient by the splat; sets all but what colours bring.
template <class Real>
FSM_HOST_DEVICE void staticAdjoint(const GaussianPointers<Real>& set, int64_t index, const RasterCamera<Real>& camera,
                                   const RasterThresholds<Real>& thresholds, const LoadedGaussian<Real>& gaussian,
                                   const ShapeGradient<Real>& g, ParameterGradient<Real>& out) {
  Projection<Real, Vec3<Real>> p;
  project(camera, thresholds, gaussian.position, factorOf(gaussian), p);
  Factor<Vec3<Real>> gFactor;
  projectAdjoint(camera, p, g, out.position, gFactor, out.pose);
  Vec3<Real> gScale;
  Rows3<Real> gRotation;
  staticFactorAdjoint(gaussian.scale, rotation3d(gaussian.rotation.unit), gFactor, gScale, gRotation);
  const Vec3<Real> logScale = loadVec3(set.logScale, index);
  out.logScale = {logScaleGradient(logScale.x, gaussian.scale.x, gScale.x),
                  logScaleGradient(logScale.y, gaussian.scale.y, gScale.y),
                  logScaleGradient(logScale.z, gaussian.scale.z, gScale.z)};
  out.rotation = normalisedAdjoint(gaussian.rotation, rotation3dAdjoint(gaussian.rotation.unit, gRotation));
}
/// Returns the gradient by the opacity before the temporal weight.
template <class Real>
FSM_HOST_DEVICE Real dynamicAdjoint(const GaussianPointers<Real>& set, int64_t index, const RasterCamera<Real>& camera,
                                    const RasterThresholds<Real>& thresholds, const LoadedGaussian<Real>& gaussian,
                                    const SplatGradient<Real>& g, ParameterGradient<Real>& out) {
  const Slice4d<Real> slice = sliceOf(gaussian, camera.time);
  Projection<Real, Vec4<Real>> p;
  project(camera, thresholds, slice.mean, slice.factor, p);
  Slice4d<Real> gSlice;
  projectAdjoint(camera, p, g.shape, gSlice.mean, gSlice.factor, out.pose);
  gSlice.weight = g.opacity * gaussian.opacity;
  const Vec4<Real> scale{gaussian.scale.x, gaussian.scale.y, gaussian.scale.z, gaussian.scaleTime};
  const Slice4dGradient<Real> gradient = slice4dAdjoint(scale, rotation4d(gaussian.rotation.unit, gaussian.right.unit),
                                                        camera.time - gaussian.time, slice.weight, gSlice);
  out.position = gradient.position;
  const Vec3<Real> logScale = loadVec3(set.logScale, index);
  out.logScale = {logScaleGradient(logScale.x, scale.x, gradient.scale.x),
                  logScaleGradient(logScale.y, scale.y, gradient.scale.y),
                  logScaleGradient(logScale.z, scale.z, gradient.scale.z)};
  out.logScaleTime = logScaleGradient(set.logScaleTime[index], scale.w, gradient.scale.w);
  out.time = -gradient.offset;
  Quaternion<Real> gLeft, gRight;
  rotation4dAdjoint(gaussian.rotation.unit, gaussian.right.unit, gradient.rotation, gLeft, gRight);
  out.rotation = normalisedAdjoint(gaussian.rotation, gLeft);
  out.rotationRight = normalisedAdjoint(gaussian.right, gRight);
  return g.opacity * slice.weight;
}

/// Gradients of a Gaussian for which makeSplat returned true, from the gradient by its splat. *Adds* the gradient by its SH to
/// `gradSh` ([coefficients, 3] of this Gaussian, may be null); returns the others.
template <class Real>
FSM_HOST_DEVICE ParameterGradient<Real> makeSplatAdjoint(const GaussianPointers<Real>& set, int64_t index,
                                                         const RasterCamera<Real>& camera,
                                                         const RasterThresholds<Real>& thresholds, const SplatGradient<Real>& g,
                                                         Real* gradSh) {
  ParameterGradient<Real> out;
  LoadedGaussian<Real> gaussian;
  loadGaussian(set, index, gaussian);
  Real gOpacity = g.opacity;
  if (set.isStatic())
    staticAdjoint(set, index, camera, thresholds, gaussian, g.shape, out);
  else
    gOpacity = dynamicAdjoint(set, index, camera, thresholds, gaussian, g, out);
  // sigmoid' = o (1 - o) with 1 - o = 1 / (1 + e^logit), which does not cancel.
  out.opacityLogit = gOpacity * gaussian.opacity / (Real(1) + std::exp(set.opacityLogit[index]));

  const ColourInput<Real> in = colourInput(set, index, gaussian, camera);
  const Vec3<Real> raw = rawColour(in);
  const Vec3<Real> gColour{raw.x > 0 ? g.colour.x : Real(0), raw.y > 0 ? g.colour.y : Real(0), raw.z > 0 ? g.colour.z : Real(0)};
  const ColourGradient<Real> colour = colourAdjoint(in, gColour, gradSh);
  out.position = out.position + colour.direction;
  // The camera's centre is -W^T t: a translation v of the camera's frame moves it by -W^T v, a rotation not at all.
  out.pose.translation = out.pose.translation + Vec3<Real>{dot(camera.rowX, colour.direction), dot(camera.rowY, colour.direction),
                                                           dot(camera.rowZ, colour.direction)};
  if (set.timeHarmonics > 0 && !set.isStatic()) out.time -= colour.angle * Real(6.283185307179586) / set.timePeriod;
  return out;
}

}  // namespace fsm::splatting
