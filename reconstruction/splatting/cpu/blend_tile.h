// Blending of one tile's list and its adjoint, eight pixels at a time. What they compute: formulas/blend.h.
#pragma once

#include <span>

#include "reconstruction/splatting/cpu/lanes.h"
#include "reconstruction/splatting/cpu/tile_splat.h"
#include "reconstruction/splatting/formulas/footprint.h"

namespace fsm::splatting::cpu {

constexpr int kGroupsPerRow = kTileSize / kLanes;
constexpr int kGroups = kTileSize * kGroupsPerRow;

struct Tile {
  const TileSplat* splats = nullptr;
  std::span<const TileEntry> entries;
  int left = 0, top = 0;      ///< px
  int columns = 0, rows = 0;  ///< pixels of it that the picture has
  float logAlphaMin = 0;      ///< log2
  float alphaMax = 0;
  float transmittanceStop = 0;
};

/// Pixels of a tile, row by row, two groups of eight a row.
struct TilePixels {
  Floats red[kGroups], green[kGroups], blue[kGroups], depth[kGroups], medianDepth[kGroups];
  Floats transmittance[kGroups];
  Ints end[kGroups];  ///< place in the list of the entry before which the pixel ended
};
/// `statistics` (may be null): kStatistics floats a slot, to be zero before.
void blendTile(const Tile& tile, TilePixels& pixels, float* statistics);
/// The same without what not every processor has, and the same bytes.
void blendTilePortable(const Tile& tile, TilePixels& pixels, float* statistics);

/// Gradients by a tile's outputs, and the two numbers that go from the last entry to the first.
struct TileGradients {
  Floats red[kGroups], green[kGroups], blue[kGroups], depth[kGroups], alpha[kGroups];
  Floats transmittance[kGroups];  ///< in: after the last entry
  Floats behind[kGroups];         ///< in: the colours' gradient times the background
  Ints end[kGroups];              ///< as blendTile left it
};
/// `moments`: kMoments floats a slot, all of this tile's are set.
void blendTileAdjoint(const Tile& tile, TileGradients& gradients, float* moments);
void blendTileAdjointPortable(const Tile& tile, TileGradients& gradients, float* moments);

/// The groups of a tile that a splat's box meets.
struct GroupRect {
  int firstRow = 0, endRow = 0, firstGroup = 0, endGroup = 0;
};
FSM_ALWAYS_INLINE GroupRect groupsOf(const Tile& tile, const TileSplat& s) {
  const float x = s.meanX - static_cast<float>(tile.left) - 0.5f, y = s.meanY - static_cast<float>(tile.top) - 0.5f;
  const Range columns = wholeRange(x - s.halfX, x + s.halfX, tile.columns);
  const Range rows = wholeRange(y - s.halfY, y + s.halfY, tile.rows);
  return {rows.begin, rows.end, columns.begin / kLanes, (columns.end + kLanes - 1) / kLanes};
}
/// Centres of the pixels of the two groups of a row, px.
FSM_ALWAYS_INLINE Floats groupCentres(const Tile& tile, int group) {
  const Floats offsets{0.5f, 1.5f, 2.5f, 3.5f, 4.5f, 5.5f, 6.5f, 7.5f};
  return offsets + static_cast<float>(tile.left + group * kLanes);
}

}  // namespace fsm::splatting::cpu
