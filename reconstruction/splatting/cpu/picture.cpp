#include "reconstruction/splatting/cpu/picture.h"

namespace fsm::splatting::cpu {
namespace {

/// Calls visit(pixel of the picture, group, lane) for all pixels of a tile.
template <class Visit>
void forPixels(const TilePlace& place, const Visit& visit) {
  for (int row = 0; row < place.rows; ++row) {
    const int64_t first = static_cast<int64_t>(place.top + row) * place.width + place.left;
    for (int column = 0; column < place.columns; ++column)
      visit(first + column, row * kGroupsPerRow + column / kLanes, column % kLanes);
  }
}

}  // namespace

void storeTile(const TilePlace& place, const TilePixels& pixels, const Vec3<float>& background,
               const RasterOutputs<float>& outputs, PixelState& state) {
  forPixels(place, [&](int64_t pixel, int group, int lane) {
    const float transmittance = pixels.transmittance[group][lane];
    state.transmittance[pixel] = transmittance;
    state.end[pixel] = pixels.end[group][lane];
    if (outputs.colour != nullptr) {
      float* colour = outputs.colour + 3 * pixel;
      colour[0] = pixels.red[group][lane] + transmittance * background.x;
      colour[1] = pixels.green[group][lane] + transmittance * background.y;
      colour[2] = pixels.blue[group][lane] + transmittance * background.z;
    }
    if (outputs.alpha != nullptr) outputs.alpha[pixel] = 1 - transmittance;
    if (outputs.depth != nullptr) outputs.depth[pixel] = pixels.depth[group][lane];
    if (outputs.medianDepth != nullptr) outputs.medianDepth[pixel] = pixels.medianDepth[group][lane];
  });
}

Vec3<double> loadTile(const TilePlace& place, const RasterOutputGradients<float>& outputs, const Vec3<float>& background,
                      const PixelState& state, TileGradients& g) {
  g = {};
  Vec3<double> gBackground;
  forPixels(place, [&](int64_t pixel, int group, int lane) {
    const float transmittance = state.transmittance[pixel];
    g.transmittance[group][lane] = transmittance;
    g.end[group][lane] = state.end[pixel];
    if (outputs.colour != nullptr) {
      const float* colour = outputs.colour + 3 * pixel;
      g.red[group][lane] = colour[0], g.green[group][lane] = colour[1], g.blue[group][lane] = colour[2];
      g.behind[group][lane] = colour[0] * background.x + colour[1] * background.y + colour[2] * background.z;
      gBackground = gBackground + static_cast<double>(transmittance) * Vec3<double>{colour[0], colour[1], colour[2]};
    }
    if (outputs.depth != nullptr) g.depth[group][lane] = outputs.depth[pixel];
    if (outputs.alpha != nullptr) g.alpha[group][lane] = outputs.alpha[pixel];
  });
  return gBackground;
}

}  // namespace fsm::splatting::cpu
