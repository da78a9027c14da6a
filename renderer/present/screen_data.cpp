#include "renderer/present/screen_data.h"

#include <algorithm>
#include <cmath>

namespace fsm::renderer {
namespace {

constexpr int kSquare = 12;  // of the checkerboard, pixels

bool isCamera(const View& view) {
  const Intrinsics& in = view.camera.intrinsics;
  return in.size.width > 0 && in.size.height > 0 && in.fx > 0 && in.fy > 0 && std::isfinite(in.fx) && std::isfinite(in.fy) &&
         std::isfinite(in.cx) && std::isfinite(in.cy) && std::isfinite(view.time) && isRigid(view.camera.world_from_camera);
}

/// 15 degrees and a factor of two, as reconstruction/capture/coverage.h has them; the renderer does not know captures.
constexpr double kAngleUnit = 0.26179938779914943654, kDistanceUnit = 0.69314718055994530942;

/// A unit that is no positive number counts as the smallest.
float inverseOf(double unit) { return static_cast<float>(1 / std::max(unit > 0 ? unit : 0.0, 1e-6)); }

/// Between the optical axis and the picture's farthest corner, radians.
double halfAngle(const Intrinsics& in) {
  return std::atan(std::hypot(std::max(in.cx, in.size.width - in.cx) / in.fx, std::max(in.cy, in.size.height - in.cy) / in.fy));
}

}  // namespace

PixelArea shownArea(ImageSize window, std::optional<double> aspect) {
  PixelArea area{0, 0, window.width, window.height};
  if (!aspect || !std::isfinite(*aspect) || !(*aspect > 0) || window.width <= 0 || window.height <= 0) return area;
  if (*aspect * window.height < window.width) {
    area.width = std::clamp(static_cast<int>(std::lround(*aspect * window.height)), 1, window.width);
  } else {
    area.height = std::clamp(static_cast<int>(std::lround(std::min(window.width / *aspect, 1e6))), 1, window.height);
  }
  area.left = (window.width - area.width) / 2;
  area.top = (window.height - area.height) / 2;
  return area;
}

ScreenData screenData(const PresentRequest& request, ImageSize window, const ScreenPictures& pictures) {
  ScreenData data{};
  const PixelArea area = shownArea(window, request.aspect);
  const float squares = request.backdrop.checkerboard ? 1.0f : 0.0f;
  data.area = {area.left, area.top, area.width, area.height};
  data.sizes = {pictures.size.width, pictures.size.height, pictures.otherSize.width, pictures.otherSize.height};
  data.backdrop = glm::vec4(request.backdrop.colour, squares);
  data.bars = glm::vec4(request.bars, static_cast<float>(kSquare));
  const float split = std::clamp(request.comparison.split, 0.0f, 1.0f);
  data.values = {static_cast<float>(area.left) + split * static_cast<float>(area.width), request.comparison.amplification,
                 std::max(request.overdrawLimit, 1.0f), 0};
  data.depthRange = request.depthRange ? glm::vec4(*request.depthRange, 0, 0) : glm::vec4(0, 1, 1, 0);
  data.encodings = {pictures.encoding == ColourEncoding::linear, pictures.otherEncoding == ColourEncoding::linear, 0, 0};
  const bool isFrame = request.frame && !request.picture;
  data.gain = isFrame ? glm::vec4(request.gain, 1) : glm::vec4(1);
  if (!request.frame) return data;
  const Camera& camera = request.frame->view.camera;
  const glm::dmat4& pose = camera.world_from_camera;
  const auto row = [&](int i) { return glm::vec4(glm::dvec4(pose[0][i], pose[1][i], pose[2][i], 0)); };
  data.lens = glm::vec4(glm::dvec4(camera.intrinsics.fx, camera.intrinsics.fy, camera.intrinsics.cx, camera.intrinsics.cy));
  data.rowX = row(0);
  data.rowY = row(1);
  data.rowZ = row(2);
  if (request.confidence) {
    data.confidence = {inverseOf(kAngleUnit), inverseOf(kDistanceUnit), inverseOf(request.confidence->timeUnit), 0};
  }
  return data;
}

std::vector<InputView> inputViews(const ConfidenceInputs& inputs, const View& view) {
  const glm::dvec3 asked(view.camera.world_from_camera[3]);
  std::vector<InputView> result;
  for (const View& input : inputs.views) {
    if (result.size() == ConfidenceInputs::kMostViews) break;
    if (!isCamera(input)) continue;
    const glm::dmat4& pose = input.camera.world_from_camera;
    result.push_back({glm::vec4(glm::dvec4(glm::dvec3(pose[3]) - asked, input.time - view.time)),
                      glm::vec4(glm::dvec4(glm::normalize(glm::dvec3(pose[2])), halfAngle(input.camera.intrinsics)))});
  }
  return result;
}

}  // namespace fsm::renderer
