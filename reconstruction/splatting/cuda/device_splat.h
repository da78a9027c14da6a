// What the CUDA stages hand to each other. A splat (formulas/splat.h) is kept in the form that costs least per pixel:
//   u = a dx + b dy,  v = c dy,  log2(alpha) = logOpacity - u^2 - v^2,     (dx, dy) = pixel centre - mean, px
// where (a, b; 0, c) is its whitening times sqrt(log2(e) / 2): the ellipse alpha = alphaMin is a circle in (u, v).
#pragma once

#include <cstdint>

namespace fsm::splatting::cuda {

struct alignas(16) DeviceSplat {
  float meanX, meanY;  ///< px
  float a, b;          ///< a > 0
  float c;             ///< > 0
  float logOpacity;    ///< log2(opacity * temporal weight)
  float depth;         ///< view z, scene units
  float halfSide;      ///< of the square of Footprint::officialTiles, px
  float red, green, blue;
  uint32_t source;  ///< index of the Gaussian
};
static_assert(sizeof(DeviceSplat) == 48, "read as three float4");

/// Pixels a side of a tile; Footprint::officialTiles depends on it.
constexpr int kTileSide = 16;
constexpr int kTilePixels = kTileSide * kTileSide;

struct TileGrid {
  int width = 0, height = 0;  ///< px
  int columns = 0, rows = 0;  ///< tiles
  int64_t tiles() const { return static_cast<int64_t>(columns) * rows; }
};
inline TileGrid tileGrid(int width, int height) {
  return {width, height, (width + kTileSide - 1) / kTileSide, (height + kTileSide - 1) / kTileSide};
}

/// Which pixels a splat touches.
struct FootprintRule {
  bool squares = false;    ///< Footprint::officialTiles
  float logAlphaMin = -8;  ///< log2
};

/// Counted on the device, in one piece read by the host.
struct FrameCounts {
  unsigned long long instances;  ///< pairs of a splat and a tile
  unsigned visible;              ///< splats
  unsigned projectTicket;        ///< next block of the projection
  unsigned emitTicket;           ///< next block of the emission
};

/// From whitened units to (u, v): sqrt(log2(e) / 2).
constexpr float kUnitsPerWhite = 0.84932180f;

/// Moments that the backward blending sums up for each splat, floats of a row of kMomentStride: the gradient by the colour (3)
/// and by the depth, then the sums of h, h u, h v, h u^2, h u v, h v^2 with h = dL/d(ln alpha) of the pixels where alpha is not
/// clamped.
constexpr int kMoments = 10;
constexpr int kMomentStride = 12;

}  // namespace fsm::splatting::cuda
