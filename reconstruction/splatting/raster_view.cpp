#include "reconstruction/splatting/raster_view.h"

#include <cmath>
#include <string>

#include "reconstruction/core/error.h"

namespace fsm::splatting {
namespace {

[[noreturn]] void refuse(const std::string& sentence) { throw Error(ErrorCode::badInput, sentence); }

template <class Real>
Vec3<Real> vec3(const glm::dvec3& v) {
  return {static_cast<Real>(v.x), static_cast<Real>(v.y), static_cast<Real>(v.z)};
}

bool within(float value, float low, float high) { return value >= low && value <= high; }  // false for NaN

}  // namespace

void checkView(const View& view) {
  const Intrinsics& in = view.camera.intrinsics;
  const auto [width, height] = in.size;
  if (width <= 0 || height <= 0) refuse("A picture without pixels cannot be drawn. Ask for a width and a height of at least 1.");
  if (width > kMaxImageSide || height > kMaxImageSide || int64_t{width} * height > kMaxPixels) {
    refuse("A picture of " + std::to_string(width) + " x " + std::to_string(height) +
           " pixels is too large to draw. Ask for a smaller one.");
  }
  if (!std::isfinite(in.fx) || !std::isfinite(in.fy) || !(in.fx > 0) || !(in.fy > 0) || !std::isfinite(in.cx) ||
      !std::isfinite(in.cy))
    refuse("The camera's focal length or principal point is not a usable number. Check the camera's calibration.");
  if (!isRigid(view.camera.world_from_camera))
    refuse("The camera's pose is not a rotation and a position. Check the pose or estimate it again.");
  if (!std::isfinite(view.time)) refuse("The time to draw is not a number. Ask for a time within the scene.");
}

void checkSettings(const scene::RasterSettings& s) {
  constexpr float kLarge = 1e30f;
  const bool good = within(s.nearPlane, 0, kLarge) && within(s.lowPass, 0, 1e6f) && within(s.alphaMax, 0, 0.9999f) &&
                    within(s.alphaMin, 0, 1) && within(s.transmittanceStop, 0, 1) && within(s.frustumClamp, 0, kLarge) &&
                    within(s.temporalPrune, 0, 1) && within(s.background.x, -kLarge, kLarge) &&
                    within(s.background.y, -kLarge, kLarge) && within(s.background.z, -kLarge, kLarge);
  if (!good) {
    refuse(
        "A setting for drawing Gaussians is out of range: planes, low-pass and thresholds are not negative, alpha stays below 1. "
        "Correct it or use the defaults.");
  }
}

template <class Real>
void checkGaussians(const GaussianPointers<Real>& g) {
  if (g.count < 0 || g.count >= kMaxGaussians) refuse("There are too many Gaussians to draw. Prune the scene.");
  if (g.shDegree < 0 || g.shDegree > 3)
    refuse("Spherical harmonics of degree " + std::to_string(g.shDegree) + " are not drawn. Reduce them to degree 3 or less.");
  if (g.timeHarmonics < 0 || g.timeHarmonics > kMaxTimeHarmonics)
    refuse("Colours with " + std::to_string(g.timeHarmonics) + " harmonics of time are not drawn. Reduce them.");
  if (g.timeHarmonics > 0 && (!std::isfinite(g.timePeriod) || !(g.timePeriod > 0)))
    refuse("The period of the colours' change is not a positive number. Correct it in the scene.");
  if (g.count == 0) return;
  const bool whole = g.position != nullptr && g.logScale != nullptr && g.rotation != nullptr && g.opacityLogit != nullptr &&
                     g.sh != nullptr && (g.isStatic() || (g.logScaleTime != nullptr && g.rotationRight != nullptr));
  if (!whole) refuse("A part of the Gaussians' parameters is missing. Load the scene again.");
}
template void checkGaussians(const GaussianPointers<float>&);
template void checkGaussians(const GaussianPointers<double>&);

template <class Real>
RasterCamera<Real> rasterCamera(const View& view, const scene::RasterSettings& settings) {
  const Intrinsics& in = view.camera.intrinsics;
  const glm::dmat4 m = inverseRigid(view.camera.world_from_camera);
  RasterCamera<Real> out;
  out.rowX = vec3<Real>({m[0][0], m[1][0], m[2][0]});
  out.rowY = vec3<Real>({m[0][1], m[1][1], m[2][1]});
  out.rowZ = vec3<Real>({m[0][2], m[1][2], m[2][2]});
  out.translation = vec3<Real>(glm::dvec3(m[3]));
  out.centre = vec3<Real>(glm::dvec3(view.camera.world_from_camera[3]));
  out.fx = static_cast<Real>(in.fx), out.fy = static_cast<Real>(in.fy);
  out.cx = static_cast<Real>(in.cx), out.cy = static_cast<Real>(in.cy);
  out.limitX = static_cast<Real>(settings.frustumClamp * in.size.width / (2 * in.fx));
  out.limitY = static_cast<Real>(settings.frustumClamp * in.size.height / (2 * in.fy));
  out.time = static_cast<Real>(view.time);
  out.width = in.size.width, out.height = in.size.height;
  return out;
}
template RasterCamera<float> rasterCamera(const View&, const scene::RasterSettings&);
template RasterCamera<double> rasterCamera(const View&, const scene::RasterSettings&);

template <class Real>
RasterThresholds<Real> rasterThresholds(const scene::RasterSettings& s) {
  RasterThresholds<Real> out;
  out.nearPlane = s.nearPlane;
  out.lowPass = s.lowPass;
  out.alphaMax = s.alphaMax;
  out.alphaMin = s.alphaMin;
  out.transmittanceStop = s.transmittanceStop;
  out.temporalPrune = s.temporalPrune;
  out.officialTiles = s.footprint == scene::Footprint::officialTiles;
  out.background = {s.background.x, s.background.y, s.background.z};
  return out;
}
template RasterThresholds<float> rasterThresholds(const scene::RasterSettings&);
template RasterThresholds<double> rasterThresholds(const scene::RasterSettings&);

}  // namespace fsm::splatting
