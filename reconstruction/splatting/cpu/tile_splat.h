// A splat (formulas/splat.h) as tiles read it, and its place in a tile's list.
//   u = a dx + b dy,  v = c dy,  log2(alpha) = logOpacity - u^2 - v^2,     (dx, dy) = pixel centre - mean
// so (a, b; 0, c) is the whitening times sqrt(log2(e) / 2).
#pragma once

#include <cstdint>

#include "reconstruction/splatting/formulas/splat.h"

namespace fsm::splatting::cpu {

struct TileSplat {
  float meanX = 0, meanY = 0;  ///< px
  float a = 0, b = 0, c = 0;   ///< 1/px
  float logOpacity = 0;        ///< log2(opacity * temporal weight)
  float red = 0, green = 0, blue = 0;
  float depth = 0;             ///< view z
  float halfX = 0, halfY = 0;  ///< px, half sides of the box around what it may touch within a tile
};

struct TileEntry {
  uint32_t splat = 0;  ///< in the order of depth
  uint32_t slot = 0;   ///< where this entry's sums over the tile's pixels go; a splat's slots follow each other
};

/// sqrt(log2(e) / 2).
constexpr float kUnitsPerWhite = 0.84932180028801905f;

/// Sums over a tile's pixels for one entry, as floats in this order: the gradient by red, green, blue and depth; then with
/// h = dL/d(ln alpha) of the pixels whose alpha is not clamped: h, h u, h v, h u^2, h u v, h v^2.
constexpr int kMoments = 10;
/// For the statistics: the sum and the largest of alpha T.
constexpr int kStatistics = 2;

}  // namespace fsm::splatting::cpu
