#include <algorithm>

#include "reconstruction/splatting/cpu/blend_tile.h"
#include "reconstruction/splatting/cpu/processor.h"

namespace fsm::splatting::cpu {
namespace {

/// Sums over pixels for one entry. Those with v are taken row by row: v is the same in a row.
struct Sums {
  Floats red{}, green{}, blue{}, depth{};
  Floats h{}, hu{}, hv{}, huu{}, huv{}, hvv{};
};
/// Sums of h, h u and h u^2 over a row.
struct RowSums {
  Floats h{}, hu{}, huu{};
};

/// One splat on eight pixels, whose log2(alpha) is `exponent` where `mask` says so.
FSM_ALWAYS_INLINE void adjointGroup(const Tile& tile, const TileSplat& s, const Floats& exponent, const Floats& u,
                                    const Ints& mask, int group, TileGradients& g, Sums& sums, RowSums& row) {
  const Floats unbounded = exp2Lanes(exponent);
  const Ints saturated = unbounded > tile.alphaMax;
  const Floats alpha = saturated ? allLanes(tile.alphaMax) : unbounded;
  const Floats rest = 1.0f - alpha;
  const Floats before = g.transmittance[group] / rest;
  const Floats weight = where(mask, alpha * before);
  sums.red += weight * g.red[group];
  sums.green += weight * g.green[group];
  sums.blue += weight * g.blue[group];
  sums.depth += weight * g.depth[group];
  const Floats own =
      g.red[group] * s.red + g.green[group] * s.green + g.blue[group] * s.blue + g.depth[group] * s.depth + g.alpha[group];
  const Floats h = where(mask & ~saturated, alpha * (before * (own - g.behind[group])));
  row.h += h;
  row.hu += h * u;
  row.huu += h * u * u;
  g.behind[group] = mask ? alpha * own + rest * g.behind[group] : g.behind[group];
  g.transmittance[group] = mask ? before : g.transmittance[group];
}

FSM_ALWAYS_INLINE void store(const Sums& sums, float* moments) {
  const Floats* all[kMoments] = {&sums.red, &sums.green, &sums.blue, &sums.depth, &sums.h,
                                 &sums.hu,  &sums.hv,    &sums.huu,  &sums.huv,   &sums.hvv};
  for (int i = 0; i < kMoments; ++i) moments[i] = sumOfLanes(*all[i]);
}

FSM_ALWAYS_INLINE int32_t firstUnused(const TileGradients& g) {
  int32_t end = 0;
  for (const Ints& group : g.end)
    for (int lane = 0; lane < kLanes; ++lane) end = std::max(end, group[lane]);
  return end;
}

FSM_ALWAYS_INLINE void blendTileAdjointBody(const Tile& tile, TileGradients& g, float* moments) {
  const int32_t end = firstUnused(g), count = static_cast<int32_t>(tile.entries.size());
  for (int32_t place = end; place < count; ++place)
    std::fill_n(moments + static_cast<size_t>(tile.entries[place].slot) * kMoments, kMoments, 0.0f);
  const Floats centres[kGroupsPerRow] = {groupCentres(tile, 0), groupCentres(tile, 1)};
  for (int32_t place = end - 1; place >= 0; --place) {
    const TileSplat& s = tile.splats[tile.entries[place].splat];
    const GroupRect rect = groupsOf(tile, s);
    Sums sums;
    for (int row = rect.firstRow; row < rect.endRow; ++row) {
      const float dy = static_cast<float>(tile.top + row) + 0.5f - s.meanY;
      const float v = s.c * dy, shift = s.b * dy, most = s.logOpacity - v * v;
      if (most < tile.logAlphaMin) continue;
      RowSums rowSums;
      for (int column = rect.firstGroup; column < rect.endGroup; ++column) {
        const int group = row * kGroupsPerRow + column;
        const Floats u = s.a * (centres[column] - s.meanX) + shift, exponent = most - u * u;
        const Ints mask = (exponent >= tile.logAlphaMin) & (g.end[group] > place);
        if (any(mask)) adjointGroup(tile, s, exponent, u, mask, group, g, sums, rowSums);
      }
      sums.h += rowSums.h;
      sums.hu += rowSums.hu;
      sums.huu += rowSums.huu;
      sums.hv += v * rowSums.h;
      sums.huv += v * rowSums.hu;
      sums.hvv += v * v * rowSums.h;
    }
    store(sums, moments + static_cast<size_t>(tile.entries[place].slot) * kMoments);
  }
}

FSM_FOR_AVX2 void adjointAvx2(const Tile& tile, TileGradients& g, float* moments) { blendTileAdjointBody(tile, g, moments); }

}  // namespace

void blendTileAdjointPortable(const Tile& tile, TileGradients& gradients, float* moments) {
  blendTileAdjointBody(tile, gradients, moments);
}

void blendTileAdjoint(const Tile& tile, TileGradients& gradients, float* moments) {
  processorHasAvx2() ? adjointAvx2(tile, gradients, moments) : blendTileAdjointPortable(tile, gradients, moments);
}

}  // namespace fsm::splatting::cpu
