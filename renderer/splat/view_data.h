// One view as the kernels read it; the same order as shaders/splat/view.glsl (std140).
#pragma once

#include <cstdint>
#include <glm/glm.hpp>

#include "renderer/renderer.h"
#include "renderer/splat/tuning.h"

namespace fsm::renderer {

struct ViewData {
  glm::vec4 rowX, rowY, rowZ;  ///< rowX.w: world units of one unit of the scene
  glm::vec4 centre;
  glm::vec4 lens;
  glm::vec4 limits;
  glm::vec4 alpha;
  glm::vec4 background;  ///< rgb is 0 where the picture is to be premultiplied
  glm::uvec4 image;
  glm::uvec4 region;
};
static_assert(sizeof(ViewData) == 160);

/// Half-open rectangle of tiles.
struct TileRegion {
  uint32_t left = 0, top = 0, right = 0, bottom = 0;
  uint32_t tiles() const { return (right - left) * (bottom - top); }
};
TileRegion wholePicture(ImageSize size, const Tuning& tuning);
/// The two halves across the longer side; the region has more than one tile.
std::pair<TileRegion, TileRegion> halves(const TileRegion& region);

/// Throws badInput for what cannot be drawn: no or too many pixels, numbers that are none, a pose that is not rigid, settings
/// outside their range.
void checkRequest(const FrameRequest& request, const DeviceTraits& traits);
/// Of a checked request.
ViewData viewData(const FrameRequest& request, const Normalisation& frame, float timePeriod, const TileRegion& region);

}  // namespace fsm::renderer
