// What the shaders that fill a window are told, in their layout (shaders/present/screen.glsl). Private to renderer/.
#pragma once

#include <cstdint>
#include <glm/glm.hpp>
#include <vector>

#include "renderer/present/present_request.h"

namespace fsm::renderer {

struct ScreenData {
  glm::ivec4 area, sizes;
  glm::vec4 backdrop, bars, values, depthRange;
  glm::uvec4 encodings;
  glm::vec4 lens, rowX, rowY, rowZ, confidence, gain;
};
static_assert(sizeof(ScreenData) == 208);

struct InputView {
  glm::vec4 centre, forward;
};
static_assert(sizeof(InputView) == 32);

/// A picture that a window shows, and one that it is compared with.
struct ScreenPictures {
  ImageSize size, otherSize;  ///< without pixels: there is none
  ColourEncoding encoding = ColourEncoding::display, otherEncoding = ColourEncoding::display;
};

ScreenData screenData(const PresentRequest& request, ImageSize window, const ScreenPictures& pictures);
/// Relative to the centre and the time of `view`. Views that are no cameras (see checkRequest) are left out.
std::vector<InputView> inputViews(const ConfidenceInputs& inputs, const View& view);

}  // namespace fsm::renderer
