// From a 3D Gaussian (mean, factor of its covariance) to its shape on the image, and the adjoint.
//
// With n = W m (factor in the camera's frame) and the slopes u = clamp(x / z), v = clamp(y / z), the rows of J n are
//   b_1 = fx / z (n_x - u n_z),  b_2 = fy / z (n_y - v n_z),  C = [b_1 . b_1  b_1 . b_2; .  b_2 . b_2] + lowPass I.
// C^-1 = L L^T is kept as L = [xx 0; xy yy]: with d = pixel - mean, w = L^T d = (xx d_x + xy d_y, yy d_y) the Gaussian is
// exp(-w . w / 2). Needles many hundred pixels long keep their width in float32 that way; d^T C^-1 d is a difference of large
// numbers for them, and det C is one too unless it is computed as |b_1|^2 |b_2|^2 - (b_1 . b_2)^2 + lowPass tr + lowPass^2 with
// the first part a sum of squares. The adjoint takes sums over pixels of w and w w^T, which are small numbers of any shape.
#pragma once

#include "reconstruction/splatting/formulas/camera.h"
#include "reconstruction/splatting/formulas/slice.h"

namespace fsm::splatting {

/// L^T of C^-1 = L L^T, 1/px.
template <class Real>
struct Whitening {
  Real xx = 0, xy = 0, yy = 0;
};

/// Entries of a symmetric 2x2 matrix.
template <class Real>
struct Symmetric2 {
  Real xx = 0, xy = 0, yy = 0;
};

template <class Real, class Vec>
struct Projection {
  Vec3<Real> point;                 ///< mean in the camera's frame
  Factor<Vec> factor;               ///< of the covariance in the camera's frame
  Real u = 0, v = 0;                ///< slopes x / z, y / z, clamped
  bool freeU = true, freeV = true;  ///< not clamped
  Vec rowX, rowY;                   ///< b_1, b_2, px
  Vec2<Real> mean;                  ///< px
  Whitening<Real> whitening;
  Real officialRadius = 0;  ///< ceil(3 sqrt(largest eigenvalue of C)) as the official rasteriser computes it, px
};

/// L^T of the inverse of C = [rowX; rowY] [rowX; rowY]^T + lowPass I. False where det C <= 0 or not a number.
template <class Real, class Vec>
FSM_HOST_DEVICE bool whiten(const Vec& rowX, const Vec& rowY, Real lowPass, Whitening<Real>& out, Real& officialRadius) {
  const Real xx = dot(rowX, rowX) + lowPass, xy = dot(rowX, rowY), yy = dot(rowY, rowY) + lowPass;
  const Real largest = xx > yy ? xx : yy;
  if (!(largest > Real(0)) || !isFinite(largest)) return false;
  // In units of the larger variance, so that products of huge ones do not overflow.
  const Real unit = Real(1) / largest, root = std::sqrt(unit);
  const Real a = xx * unit, b = xy * unit, c = yy * unit, low = lowPass * unit;
  const Real det = gramDeterminant(root * rowX, root * rowY) + low * (a + c - low);  // tr(B B^T) = a + c - 2 low
  if (!(det > Real(0)) || !isFinite(det)) return false;
  const Real length = std::sqrt(c * det);
  out = {root * c / length, -root * b / length, root / std::sqrt(c)};
  // The official rasteriser keeps the discriminant of the eigenvalues at 0.1 px^4 or more.
  const Real half = Real(0.5) * (a - c), discriminant = half * half + b * b, floor = Real(0.1) * unit * unit;
  officialRadius =
      std::ceil(3 * std::sqrt(largest * (Real(0.5) * (a + c) + std::sqrt(discriminant > floor ? discriminant : floor))));
  return isFinite(out.xx) && isFinite(out.xy) && isFinite(out.yy);
}

/// False where the Gaussian is culled: z <= nearPlane, no area, or numbers beyond the precision's range.
template <class Real, class Vec>
FSM_HOST_DEVICE bool project(const RasterCamera<Real>& camera, const RasterThresholds<Real>& thresholds, const Vec3<Real>& mean,
                             const Factor<Vec>& factor, Projection<Real, Vec>& out) {
  out.point = cameraPoint(camera, mean);
  const Real z = out.point.z;
  if (!(z > thresholds.nearPlane) || !(z > Real(0)) || !isFinite(z)) return false;
  out.factor.x = camera.rowX.x * factor.x + camera.rowX.y * factor.y + camera.rowX.z * factor.z;
  out.factor.y = camera.rowY.x * factor.x + camera.rowY.y * factor.y + camera.rowY.z * factor.z;
  out.factor.z = camera.rowZ.x * factor.x + camera.rowZ.y * factor.y + camera.rowZ.z * factor.z;
  const Real inverse = Real(1) / z;
  const Real u = out.point.x * inverse, v = out.point.y * inverse;
  out.freeU = std::fabs(u) <= camera.limitX;
  out.freeV = std::fabs(v) <= camera.limitY;
  out.u = out.freeU ? u : (u < 0 ? -camera.limitX : camera.limitX);
  out.v = out.freeV ? v : (v < 0 ? -camera.limitY : camera.limitY);
  out.rowX = (camera.fx * inverse) * (out.factor.x - out.u * out.factor.z);
  out.rowY = (camera.fy * inverse) * (out.factor.y - out.v * out.factor.z);
  out.mean = {camera.fx * u + camera.cx, camera.fy * v + camera.cy};
  return isFinite(out.mean) && whiten(out.rowX, out.rowY, thresholds.lowPass, out.whitening, out.officialRadius);
}

/// Gradient by what the blending reads of a projection. With h = dL/dlog(alpha) of a pixel: the sums of h w and h w w^T.
template <class Real>
struct ShapeGradient {
  Vec2<Real> first;
  Symmetric2<Real> second;
  Real depth = 0;  ///< dL/dz
};

/// dL/dmean, px: d(-w . w / 2) / dmean = L w.
template <class Real>
FSM_HOST_DEVICE Vec2<Real> meanGradient(const Whitening<Real>& l, const Vec2<Real>& first) {
  return {l.xx * first.x, l.xy * first.x + l.yy * first.y};
}

template <class Real>
struct PoseGradient {
  Vec3<Real> rotation, translation;  ///< of camera_from_scene <- exp([rotation; translation]) camera_from_scene
};

/// Gradients by the mean and the factor in the scene, and by the pose, from those by the shape.
/// d(-w . w / 2) = y^T dC y / 2 with y = L w and C = B B^T + lowPass I give dB = L S e, where S is the sum of h w w^T and
/// e = L^T B: the whitened rows, of length 1 at most.
template <class Real, class Vec>
FSM_HOST_DEVICE void projectAdjoint(const RasterCamera<Real>& camera, const Projection<Real, Vec>& p,
                                    const ShapeGradient<Real>& g, Vec3<Real>& gradMean, Factor<Vec>& gradFactor,
                                    PoseGradient<Real>& pose) {
  const Real inverse = Real(1) / p.point.z;
  const Whitening<Real>& l = p.whitening;
  const Vec whiteX = l.xx * p.rowX + l.xy * p.rowY, whiteY = l.yy * p.rowY;
  const Vec sumX = g.second.xx * whiteX + g.second.xy * whiteY, sumY = g.second.xy * whiteX + g.second.yy * whiteY;
  const Vec gRowX = l.xx * sumX, gRowY = l.xy * sumX + l.yy * sumY;

  const Vec2<Real> gMean = meanGradient(l, g.first);
  const Real x = p.point.x * inverse, y = p.point.y * inverse;  // not clamped: the mean is not
  Vec3<Real> gPoint{camera.fx * inverse * gMean.x, camera.fy * inverse * gMean.y, g.depth};
  // Both rows are proportional to 1 / z; dL/drowX . rowX + dL/drowY . rowY is a sum over whitened vectors.
  gPoint.z -= inverse * (camera.fx * gMean.x * x + camera.fy * gMean.y * y + dot(sumX, whiteX) + dot(sumY, whiteY));
  const Vec perX = (camera.fx * inverse) * gRowX, perY = (camera.fy * inverse) * gRowY;
  const Factor<Vec> gCamera{perX, perY, Real(-1) * (p.u * perX + p.v * perY)};
  if (p.freeU) {
    const Real gU = -inverse * dot(perX, p.factor.z);
    gPoint.x += gU;
    gPoint.z -= gU * x;
  }
  if (p.freeV) {
    const Real gV = -inverse * dot(perY, p.factor.z);
    gPoint.y += gV;
    gPoint.z -= gV * y;
  }
  gradMean = sceneDirection(camera, gPoint);
  gradFactor.x = camera.rowX.x * gCamera.x + camera.rowY.x * gCamera.y + camera.rowZ.x * gCamera.z;
  gradFactor.y = camera.rowX.y * gCamera.x + camera.rowY.y * gCamera.y + camera.rowZ.y * gCamera.z;
  gradFactor.z = camera.rowX.z * gCamera.x + camera.rowY.z * gCamera.y + camera.rowZ.z * gCamera.z;
  pose.translation = gPoint;
  pose.rotation = cross(p.point, gPoint) + Vec3<Real>{dot(p.factor.y, gCamera.z) - dot(p.factor.z, gCamera.y),
                                                      dot(p.factor.z, gCamera.x) - dot(p.factor.x, gCamera.z),
                                                      dot(p.factor.x, gCamera.y) - dot(p.factor.y, gCamera.x)};
}

}  // namespace fsm::splatting
