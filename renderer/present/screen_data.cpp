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

/// The reciprocal of a limit; limits that are no positive number count as the smallest.
float inverseOf(double limit) { return static_cast<float>(1 / std::max(limit > 0 ? limit : 0.0, 1e-6)); }

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
  if (!request.frame) return data;
  const Camera& camera = request.frame->view.camera;
  const glm::dmat4& pose = camera.world_from_camera;
  const auto row = [&](int i) { return glm::vec4(glm::dvec4(pose[0][i], pose[1][i], pose[2][i], 0)); };
  data.lens = glm::vec4(glm::dvec4(camera.intrinsics.fx, camera.intrinsics.fy, camera.intrinsics.cx, camera.intrinsics.cy));
  data.rowX = row(0);
  data.rowY = row(1);
  data.rowZ = row(2);
  if (request.confidence) {
    data.confidence = {inverseOf(request.confidence->angleLimit), inverseOf(request.confidence->timeLimit), 0, 0};
  }
  return data;
}

std::vector<InputView> inputViews(const ConfidenceInputs& inputs, const View& view) {
  const glm::dvec3 asked(view.camera.world_from_camera[3]);
  std::vector<InputView> result;
  for (const View& input : inputs.views) {
    if (result.size() == ConfidenceInputs::kMostViews) break;
    if (!isCamera(input)) continue;
    const Intrinsics& in = input.camera.intrinsics;
    const glm::dvec3 centre = glm::dvec3(input.camera.world_from_camera[3]) - asked;
    const glm::dmat3 camera_from_world = glm::transpose(glm::dmat3(input.camera.world_from_camera));
    const auto row = [&](int i) {
      const glm::dvec3 r(camera_from_world[0][i], camera_from_world[1][i], camera_from_world[2][i]);
      return glm::dvec4(r, -glm::dot(r, centre));
    };
    const glm::dvec4 x = row(0), y = row(1), z = row(2);
    result.push_back({glm::vec4((in.fx * x + in.cx * z) / double(in.size.width)),
                      glm::vec4((in.fy * y + in.cy * z) / double(in.size.height)), glm::vec4(z),
                      glm::vec4(glm::dvec4(centre, input.time - view.time))});
  }
  return result;
}

}  // namespace fsm::renderer
