// The camera and the numbers of RasterSettings as the formulas take them: plain values in one precision.
#pragma once

#include "reconstruction/splatting/formulas/vector.h"

namespace fsm::splatting {

/// A view in the scene's frame.
template <class Real>
struct RasterCamera {
  Vec3<Real> rowX, rowY, rowZ;  ///< rotation of camera_from_scene, row by row
  Vec3<Real> translation;       ///< of camera_from_scene
  Vec3<Real> centre;            ///< of the camera, in the scene
  Real fx = 0, fy = 0, cx = 0, cy = 0;
  Real limitX = 0, limitY = 0;  ///< |x / z|, |y / z| are clamped to these in the Jacobian: frustumClamp * tan(fov / 2)
  Real time = 0;                ///< normalised
  int width = 0, height = 0;
};

/// The settings that formulas read (scene/raster_settings.h says what they mean).
template <class Real>
struct RasterThresholds {
  Real nearPlane = 0;
  Real lowPass = 0;
  Real alphaMax = 0;
  Real alphaMin = 0;
  Real transmittanceStop = 0;
  Real temporalPrune = 0;
  bool officialTiles = false;
  Vec3<Real> background;
};

template <class Real>
FSM_HOST_DEVICE Vec3<Real> cameraPoint(const RasterCamera<Real>& camera, const Vec3<Real>& point) {
  return Vec3<Real>{dot(camera.rowX, point), dot(camera.rowY, point), dot(camera.rowZ, point)} + camera.translation;
}
/// Turns a direction of the camera's frame into the scene's.
template <class Real>
FSM_HOST_DEVICE Vec3<Real> sceneDirection(const RasterCamera<Real>& camera, const Vec3<Real>& v) {
  return v.x * camera.rowX + v.y * camera.rowY + v.z * camera.rowZ;
}

}  // namespace fsm::splatting
