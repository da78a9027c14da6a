// From tiles to the caller's pictures and back.
#pragma once

#include <vector>

#include "reconstruction/splatting/cpu/blend_tile.h"
#include "reconstruction/splatting/raster_pointers.h"

namespace fsm::splatting::cpu {

/// What the backward needs of every pixel, tile by tile.
struct PixelState {
  std::vector<float> transmittance;  ///< [H, W]
  std::vector<int32_t> end;          ///< [H, W] place in the tile's list
};

/// Which pixels of the picture (`width` wide) a tile covers.
struct TilePlace {
  int left = 0, top = 0, columns = 0, rows = 0;
  int width = 0;
};

/// Writes a blended tile over the background into the pictures that are wanted, and its state.
void storeTile(const TilePlace& place, const TilePixels& pixels, const Vec3<float>& background,
               const RasterOutputs<float>& outputs, PixelState& state);
/// Gathers what blendTileAdjoint starts from. Returns the tile's gradient by the background.
Vec3<double> loadTile(const TilePlace& place, const RasterOutputGradients<float>& outputs, const Vec3<float>& background,
                      const PixelState& state, TileGradients& gradients);

}  // namespace fsm::splatting::cpu
