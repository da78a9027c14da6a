#include "reconstruction/splatting/cpu/blend_tile.h"

#include "reconstruction/splatting/cpu/processor.h"

namespace fsm::splatting::cpu {
namespace {

struct ForwardState {
  TilePixels& pixels;
  Ints open[kGroups];       ///< pixels that have not ended
  bool rowOpen[kTileSize];  ///< any of a row's
};

FSM_ALWAYS_INLINE void begin(const Tile& tile, ForwardState& state) {
  const Ints lane{0, 1, 2, 3, 4, 5, 6, 7};
  const int32_t all = static_cast<int32_t>(tile.entries.size());
  for (int group = 0; group < kGroups; ++group) {
    const int row = group / kGroupsPerRow, column = group % kGroupsPerRow * kLanes;
    const Ints inside = row < tile.rows ? (lane + column < tile.columns) : Ints{};
    TilePixels& p = state.pixels;
    p.red[group] = p.green[group] = p.blue[group] = p.depth[group] = p.medianDepth[group] = Floats{};
    p.transmittance[group] = allLanes(1.0f);
    p.end[group] = inside & all;
    state.open[group] = inside;
    state.rowOpen[row] = row < tile.rows;
  }
}

FSM_ALWAYS_INLINE void updateRow(ForwardState& state, int row) {
  Ints open{};
  for (int group = 0; group < kGroupsPerRow; ++group) open |= state.open[row * kGroupsPerRow + group];
  state.rowOpen[row] = any(open);
}

FSM_ALWAYS_INLINE bool tileOpen(const ForwardState& state) {
  bool open = false;
  for (const bool row : state.rowOpen) open = open || row;
  return open;
}

/// One splat on eight pixels, whose log2(alpha) is `exponent` where `mask` says so. Returns alpha T. True in `ended` when a pixel
/// ended.
FSM_ALWAYS_INLINE Floats blendGroup(const Tile& tile, const TileSplat& s, int32_t place, const Floats& exponent, const Ints& mask,
                                    int group, ForwardState& state, bool& ended) {
  TilePixels& p = state.pixels;
  const Floats unbounded = exp2Lanes(exponent);
  const Floats alpha = unbounded > tile.alphaMax ? allLanes(tile.alphaMax) : unbounded;
  const Floats before = p.transmittance[group], after = before * (1.0f - alpha);
  const Ints stops = after < tile.transmittanceStop;
  const Ints takes = mask & ~stops, ends = mask & stops;
  const Floats weight = where(takes, alpha * before);
  p.red[group] += weight * s.red;
  p.green[group] += weight * s.green;
  p.blue[group] += weight * s.blue;
  p.depth[group] += weight * s.depth;
  const Ints crosses = takes & (before > 0.5f) & (after <= 0.5f);
  p.medianDepth[group] = crosses ? allLanes(s.depth) : p.medianDepth[group];
  p.transmittance[group] = takes ? after : before;
  if (any(ends)) {
    ended = true;
    state.open[group] &= ~ends;
    p.end[group] = ends ? Ints{} + place : p.end[group];
  }
  return weight;
}

FSM_ALWAYS_INLINE void blendTileBody(const Tile& tile, TilePixels& pixels, float* statistics) {
  ForwardState state{pixels, {}, {}};
  begin(tile, state);
  const Floats centres[kGroupsPerRow] = {groupCentres(tile, 0), groupCentres(tile, 1)};
  for (size_t place = 0; place < tile.entries.size(); ++place) {
    const TileSplat& s = tile.splats[tile.entries[place].splat];
    const GroupRect rect = groupsOf(tile, s);
    Floats sum{}, largest{};
    bool anyEnded = false;
    for (int row = rect.firstRow; row < rect.endRow; ++row) {
      const float dy = static_cast<float>(tile.top + row) + 0.5f - s.meanY;
      const float v = s.c * dy, shift = s.b * dy, most = s.logOpacity - v * v;
      if (!state.rowOpen[row] || most < tile.logAlphaMin) continue;
      bool ended = false;
      for (int column = rect.firstGroup; column < rect.endGroup; ++column) {
        const int group = row * kGroupsPerRow + column;
        const Floats u = s.a * (centres[column] - s.meanX) + shift, exponent = most - u * u;
        const Ints mask = (exponent >= tile.logAlphaMin) & state.open[group];
        if (!any(mask)) continue;
        const Floats weight = blendGroup(tile, s, static_cast<int32_t>(place), exponent, mask, group, state, ended);
        sum += weight;
        largest = weight > largest ? weight : largest;
      }
      if (ended) updateRow(state, row);
      anyEnded = anyEnded || ended;
    }
    if (statistics != nullptr) {
      float* into = statistics + static_cast<size_t>(tile.entries[place].slot) * kStatistics;
      into[0] = sumOfLanes(sum);
      into[1] = largestLane(largest);
    }
    if (anyEnded && !tileOpen(state)) return;
  }
}

FSM_FOR_AVX2 void blendTileAvx2(const Tile& tile, TilePixels& pixels, float* statistics) {
  blendTileBody(tile, pixels, statistics);
}

}  // namespace

void blendTilePortable(const Tile& tile, TilePixels& pixels, float* statistics) { blendTileBody(tile, pixels, statistics); }

void blendTile(const Tile& tile, TilePixels& pixels, float* statistics) {
  processorHasAvx2() ? blendTileAvx2(tile, pixels, statistics) : blendTilePortable(tile, pixels, statistics);
}

}  // namespace fsm::splatting::cpu
