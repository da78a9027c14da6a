// Which tiles a splat's footprint meets, exactly: for each row of tiles, a range of columns. Of Footprint::alphaThreshold, tiles
// with a pixel centre inside the ellipse alpha >= alphaMin (within its convex hull: the ellipse may pass between centres); of
// Footprint::officialTiles, those that meet the square.
//
// The projection counts tiles and a later kernel lists them: both must find the same ones to the bit, so every operation here is
// rounded by itself (a compiler may fuse a product and a sum in one kernel and not in the other).
#pragma once

#include <cmath>

#include "reconstruction/splatting/cuda/device_splat.h"
#include "reconstruction/splatting/host_device.h"

namespace fsm::splatting::cuda {

#ifdef __CUDA_ARCH__
FSM_HOST_DEVICE inline float roundedProduct(float a, float b) { return __fmul_rn(a, b); }
FSM_HOST_DEVICE inline float roundedSum(float a, float b) { return __fadd_rn(a, b); }
FSM_HOST_DEVICE inline float roundedRatio(float a, float b) { return __fdiv_rn(a, b); }
FSM_HOST_DEVICE inline float roundedRoot(float a) { return __fsqrt_rn(a); }
#else
FSM_HOST_DEVICE inline float roundedProduct(float a, float b) { return a * b; }
FSM_HOST_DEVICE inline float roundedSum(float a, float b) { return a + b; }
FSM_HOST_DEVICE inline float roundedRatio(float a, float b) { return a / b; }
FSM_HOST_DEVICE inline float roundedRoot(float a) { return sqrtf(a); }
#endif

/// An upper end below which a faint splat still counts as an ellipse: 2^-40 of its peak is nothing in float.
constexpr float kMostLogRatio = 40.0f;
/// Ellipses are made larger by this much of log2(alpha), so that rounding loses no pixel that the blending would draw.
constexpr float kLogMargin = 1e-3f;

/// The ellipse alpha >= alphaMin of a splat, prepared for bands of rows.
struct SplatEllipse {
  float radius;    ///< of the circle in (u, v); negative: no pixel
  float height;    ///< greatest |dy|
  float turn;      ///< dy of the rightmost point (that of the leftmost is -turn)
  float inverseA;  ///< 1 / a
};

FSM_HOST_DEVICE inline SplatEllipse splatEllipse(const DeviceSplat& s, float logAlphaMin) {
  SplatEllipse e;
  float ratio = roundedSum(roundedSum(s.logOpacity, -logAlphaMin), kLogMargin);
  if (!(ratio >= 0)) return {-1, 0, 0, 0};
  ratio = ratio < kMostLogRatio ? ratio : kMostLogRatio;
  e.radius = roundedRoot(ratio);
  e.height = roundedRatio(e.radius, s.c);
  e.inverseA = roundedRatio(1.0f, s.a);
  // u = a dx + b dy, v = c dy: dx = (u - (b / c) v) / a is largest on the circle at v = -(b / c) r / sqrt(1 + (b / c)^2).
  const float slope = roundedRatio(s.b, s.c);
  const float length = roundedRoot(roundedSum(1.0f, roundedProduct(slope, slope)));
  e.turn = -roundedProduct(e.height, roundedRatio(slope, length));
  return e;
}

/// The x range of the part of the ellipse with y in [yLow, yHigh]. False: there is none.
FSM_HOST_DEVICE inline bool ellipseBand(const DeviceSplat& s, const SplatEllipse& e, float yLow, float yHigh, float& xLow,
                                        float& xHigh) {
  const float low = fmaxf(roundedSum(yLow, -s.meanY), -e.height), high = fminf(roundedSum(yHigh, -s.meanY), e.height);
  if (!(e.radius >= 0) || !(low <= high)) return false;
  const float square = roundedProduct(e.radius, e.radius);
  // The right end is a concave function of dy with its top at `turn`, the left one its mirror image.
  const float right = fminf(fmaxf(e.turn, low), high), left = fminf(fmaxf(-e.turn, low), high);
  const float vRight = roundedProduct(s.c, right), vLeft = roundedProduct(s.c, left);
  const float rootRight = roundedRoot(fmaxf(roundedSum(square, -roundedProduct(vRight, vRight)), 0.0f));
  const float rootLeft = roundedRoot(fmaxf(roundedSum(square, -roundedProduct(vLeft, vLeft)), 0.0f));
  xHigh = roundedSum(s.meanX, roundedProduct(roundedSum(rootRight, -roundedProduct(s.b, right)), e.inverseA));
  xLow = roundedSum(s.meanX, -roundedProduct(roundedSum(rootLeft, roundedProduct(s.b, left)), e.inverseA));
  return true;
}

/// Half-open ranges of tiles.
struct TileRange {
  int first = 0, end = 0;
};

/// floor(value / kTileSide) of a pixel coordinate, clamped to [0, limit] before it becomes an integer.
FSM_HOST_DEVICE inline int tileOf(float value, int limit) {
  const float tile = floorf(value * (1.0f / kTileSide));
  return static_cast<int>(fminf(fmaxf(tile, 0.0f), static_cast<float>(limit)));
}
/// Tiles with a pixel centre in [low, high]. The centres of tile k are 16 k + 0.5 ... 16 k + 15.5.
FSM_HOST_DEVICE inline TileRange tilesBetweenCentres(float low, float high, int limit) {
  if (!(low <= high)) return {0, 0};
  // The first centre >= low belongs to pixel ceil(low - 0.5), the last one <= high to floor(high - 0.5).
  const float first = ceilf(roundedSum(low, -0.5f)), last = floorf(roundedSum(high, -0.5f));
  if (!(first <= last) || !(last >= 0)) return {0, 0};
  const int end = tileOf(last, limit - 1) + 1, begin = tileOf(first, limit);
  return begin < end ? TileRange{begin, end} : TileRange{0, 0};
}

/// Tiles of the official footprint along one axis (formulas/footprint.h): floor((m - r) / 16) to floor((m + r - 1) / 16) with
/// m = mean - 0.5.
FSM_HOST_DEVICE inline TileRange squareTiles(float mean, float halfSide, int limit) {
  const float m = roundedSum(mean, -0.5f);
  const float last = roundedSum(roundedSum(m, halfSide), -1.0f);
  if (!(last >= 0)) return {0, 0};
  const int begin = tileOf(roundedSum(m, -halfSide), limit), end = tileOf(last, limit - 1) + 1;
  return begin < end ? TileRange{begin, end} : TileRange{0, 0};
}

/// The tiles of a splat: `rows()`, and for each of them `columns(row)`.
struct SplatTiles {
  const DeviceSplat& splat;
  const TileGrid& grid;
  const FootprintRule& rule;
  SplatEllipse ellipse;

  FSM_HOST_DEVICE SplatTiles(const DeviceSplat& s, const TileGrid& g, const FootprintRule& r)
      : splat(s), grid(g), rule(r), ellipse(splatEllipse(s, r.logAlphaMin)) {}

  FSM_HOST_DEVICE TileRange rows() const {
    if (rule.squares) return squareTiles(splat.meanY, splat.halfSide, grid.rows);
    if (!(ellipse.radius >= 0)) return {0, 0};
    return tilesBetweenCentres(roundedSum(splat.meanY, -ellipse.height), roundedSum(splat.meanY, ellipse.height), grid.rows);
  }
  FSM_HOST_DEVICE TileRange columns(int row) const {
    if (rule.squares) return squareTiles(splat.meanX, splat.halfSide, grid.columns);
    const float first = static_cast<float>(row * kTileSide) + 0.5f;
    float low = 0, high = 0;
    if (!ellipseBand(splat, ellipse, first, first + static_cast<float>(kTileSide - 1), low, high)) return {0, 0};
    return tilesBetweenCentres(low, high, grid.columns);
  }
  FSM_HOST_DEVICE uint32_t count() const {
    const TileRange range = rows();
    if (rule.squares) return static_cast<uint32_t>(range.end - range.first) * (columns(0).end - columns(0).first);
    uint32_t sum = 0;
    for (int row = range.first; row < range.end; ++row) {
      const TileRange c = columns(row);
      sum += static_cast<uint32_t>(c.end - c.first);
    }
    return sum;
  }
};

}  // namespace fsm::splatting::cuda
