#include "renderer/splat/view_data.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

#include "reconstruction/core/error.h"

namespace fsm::renderer {
namespace {

[[noreturn]] void refuse(const std::string& sentence) { throw Error(ErrorCode::badInput, sentence); }

bool within(float value, float low, float high) { return value >= low && value <= high; }  // false for NaN

void checkSettings(const scene::RasterSettings& s) {
  constexpr float kLarge = 1e30f;
  bool good = within(s.nearPlane, 0, kLarge) && within(s.lowPass, 0, 1e6f) && within(s.alphaMax, 0, 0.9999f) &&
              within(s.alphaMin, 0, 1) && within(s.transmittanceStop, 0, 1) && within(s.frustumClamp, 0, kLarge) &&
              within(s.temporalPrune, 0, 1);
  for (int i = 0; i < 3; ++i) good = good && within(s.background[i], -kLarge, kLarge);
  if (!good) {
    refuse(
        "A setting for drawing Gaussians is out of range: planes, low-pass and thresholds are not negative, alpha stays below 1. "
        "Correct it or use the defaults.");
  }
}

}  // namespace

TileRegion wholePicture(ImageSize size, const Tuning& tuning) {
  return {0, 0, (static_cast<uint32_t>(size.width) + tuning.tileWidth - 1) / tuning.tileWidth,
          (static_cast<uint32_t>(size.height) + tuning.tileHeight - 1) / tuning.tileHeight};
}

std::pair<TileRegion, TileRegion> halves(const TileRegion& region) {
  TileRegion first = region, second = region;
  if (region.bottom - region.top >= region.right - region.left) {
    first.bottom = second.top = (region.top + region.bottom) / 2;
  } else {
    first.right = second.left = (region.left + region.right) / 2;
  }
  return {first, second};
}

void checkRequest(const FrameRequest& request, const DeviceTraits& traits) {
  const Intrinsics& in = request.view.camera.intrinsics;
  const auto [width, height] = in.size;
  if (width <= 0 || height <= 0) refuse("A picture without pixels cannot be drawn. Ask for a width and a height of at least 1.");
  if (static_cast<uint32_t>(std::max(width, height)) > traits.maxImageSide) {
    refuse("A picture of " + std::to_string(width) + " x " + std::to_string(height) +
           " pixels is too large for the graphics device, which takes " + std::to_string(traits.maxImageSide) +
           " on a side. Ask for a smaller one.");
  }
  if (!std::isfinite(in.fx) || !std::isfinite(in.fy) || !(in.fx > 0) || !(in.fy > 0) || !std::isfinite(in.cx) ||
      !std::isfinite(in.cy)) {
    refuse("The camera's focal length or principal point is not a usable number. Check the camera's calibration.");
  }
  if (!isRigid(request.view.camera.world_from_camera)) {
    refuse("The camera's pose is not a rotation and a position. Check the pose or estimate it again.");
  }
  if (!std::isfinite(request.view.time)) refuse("The time to draw is not a number. Ask for a time within the scene.");
  checkSettings(request.settings);
}

ViewData viewData(const FrameRequest& request, const Normalisation& frame, float timePeriod, const TileRegion& region) {
  const View view = frame.normalisedView(request.view);
  const Intrinsics& in = view.camera.intrinsics;
  const glm::dmat4 m = inverseRigid(view.camera.world_from_camera);
  const scene::RasterSettings& s = request.settings;
  const auto row = [&](int i, double w) { return glm::vec4(glm::dvec4(m[0][i], m[1][i], m[2][i], w)); };
  ViewData data{};
  data.rowX = row(0, 1 / frame.scale);
  data.rowY = row(1, 0);
  data.rowZ = row(2, 0);
  data.centre = glm::vec4(glm::dvec4(glm::dvec3(view.camera.world_from_camera[3]), view.time));
  data.lens = glm::vec4(glm::dvec4(in.fx, in.fy, in.cx, in.cy));
  data.limits = glm::vec4(glm::dvec4(s.frustumClamp * in.size.width / (2 * in.fx), s.frustumClamp * in.size.height / (2 * in.fy),
                                     s.nearPlane, s.lowPass));
  data.alpha = {s.alphaMin, s.alphaMax, s.transmittanceStop, s.temporalPrune};
  const glm::vec3 background = request.overBackground ? s.background : glm::vec3(0);
  data.background = glm::vec4(background, 2 * std::numbers::pi_v<float> / timePeriod);
  data.image = {in.size.width, in.size.height, 0, 0};
  data.region = {region.left, region.top, region.right, region.bottom};
  return data;
}

}  // namespace fsm::renderer
