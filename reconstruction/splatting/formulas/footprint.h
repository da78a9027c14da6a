// Which pixels and tiles a splat may touch.
//
// alphaThreshold: alpha >= alphaMin is w . w <= reach2 = 2 ln(opacity / alphaMin), an ellipse. Within a band of rows its pixels
// lie between two columns that are found exactly, so a row of tiles needs one test for its first and one for its last tile.
// officialTiles: whole tiles that meet a square; their borders are the official rasteriser's, whose means are in units where the
// first pixel's centre is 0 and whose square loses one pixel at its far side.
#pragma once

#include "reconstruction/splatting/formulas/splat.h"

namespace fsm::splatting {

constexpr int kTileSize = 16;  ///< px; the official one, so that both footprints have the same tiles

/// Half-open; empty where end <= begin.
struct Range {
  int begin = 0, end = 0;
};
/// Half-open in both directions, pixels or tiles.
struct Rect {
  Range x, y;
  FSM_HOST_DEVICE bool empty() const { return x.end <= x.begin || y.end <= y.begin; }
};

/// The whole numbers n with first <= n <= last, cut to [0, size); safe for any number.
template <class Real>
FSM_HOST_DEVICE Range wholeRange(Real first, Real last, int size) {
  Range out;
  const Real limit = static_cast<Real>(size);
  out.begin = first > Real(0) ? (first < limit ? static_cast<int>(std::ceil(first)) : size) : 0;
  out.end = last < limit - Real(1) ? (last >= Real(0) ? static_cast<int>(std::floor(last)) + 1 : 0) : size;
  return out;
}

/// Squared reach in whitened units of alpha >= alphaMin, a little more than the exact one so that rounding loses no pixel.
template <class Real>
FSM_HOST_DEVICE Real reach2(Real opacity, Real alphaMin) {
  const Real least = alphaMin > Real(1e-30) ? alphaMin : Real(1e-30);
  const Real exact = 2 * std::log(opacity / least);
  return exact > 0 ? exact * Real(1.0001) + Real(1e-3) : Real(1e-3);
}

/// Pixels added on either side of computed borders, against rounding.
constexpr double kBorder = 0.01;

/// Rows of pixels that the ellipse touches.
template <class Real>
FSM_HOST_DEVICE Range ellipseRows(const Splat<Real>& splat, Real reachSquared, int height) {
  const Real half = std::sqrt(reachSquared) / splat.whitening.yy + Real(kBorder);
  // The centre of row n is n + 0.5.
  return wholeRange(splat.mean.y - half - Real(0.5), splat.mean.y + half - Real(0.5), height);
}

/// Columns of pixels that the ellipse touches in the rows [top, bottom).
template <class Real>
FSM_HOST_DEVICE Range ellipseColumns(const Splat<Real>& splat, Real reachSquared, int top, int bottom, int width) {
  const Whitening<Real>& l = splat.whitening;
  const Real reach = std::sqrt(reachSquared);
  Real first = static_cast<Real>(top) + Real(0.5) - splat.mean.y, last = static_cast<Real>(bottom) - Real(0.5) - splat.mean.y;
  const Real half = reach / l.yy;
  if (first > half + Real(kBorder) || last < -half - Real(kBorder)) return {};
  if (first < -half) first = -half;
  if (last > half) last = half;
  if (first > half) first = half;
  if (last < -half) last = -half;
  // With s = yy dy: dx = (+-sqrt(reach2 - s^2) - xy dy) / xx, extreme at s = -+ reach xy / sqrt(xy^2 + yy^2).
  const Real tilt = reach * l.xy / (std::sqrt(l.xy * l.xy + l.yy * l.yy) * l.yy);
  const Real yRight = -tilt < first ? first : (-tilt > last ? last : -tilt);
  const Real yLeft = tilt < first ? first : (tilt > last ? last : tilt);
  const Real insideRight = reachSquared - l.yy * yRight * (l.yy * yRight),
             insideLeft = reachSquared - l.yy * yLeft * (l.yy * yLeft);
  const Real right = (std::sqrt(insideRight > 0 ? insideRight : Real(0)) - l.xy * yRight) / l.xx + Real(kBorder);
  const Real left = (-std::sqrt(insideLeft > 0 ? insideLeft : Real(0)) - l.xy * yLeft) / l.xx - Real(kBorder);
  return wholeRange(splat.mean.x + left - Real(0.5), splat.mean.x + right - Real(0.5), width);
}

/// Tiles of 16x16 pixels that cover the range of pixels.
FSM_HOST_DEVICE inline Range tilesOf(const Range& pixels) {
  return pixels.end <= pixels.begin ? Range{} : Range{pixels.begin / kTileSize, (pixels.end - 1) / kTileSize + 1};
}
FSM_HOST_DEVICE inline int tileCount(int pixels) { return (pixels + kTileSize - 1) / kTileSize; }

/// Tiles of the official footprint: floor((m - r) / 16) to floor((m + r - 1) / 16) with m = mean - 0.5.
template <class Real>
FSM_HOST_DEVICE Rect officialTileRect(const Splat<Real>& splat, int width, int height) {
  const Real x = splat.mean.x - Real(0.5), y = splat.mean.y - Real(0.5), r = splat.officialRadius;
  const Real size = kTileSize;
  return {wholeRange(std::floor((x - r) / size), std::floor((x + r - 1) / size), tileCount(width)),
          wholeRange(std::floor((y - r) / size), std::floor((y + r - 1) / size), tileCount(height))};
}

/// Rows of tiles that the splat touches.
template <class Real>
FSM_HOST_DEVICE Range tileRows(const Splat<Real>& splat, Real reachSquared, bool officialTiles, int width, int height) {
  if (!officialTiles) return tilesOf(ellipseRows(splat, reachSquared, height));
  const Rect tiles = officialTileRect(splat, width, height);
  return tiles.empty() ? Range{} : tiles.y;
}
/// Tiles of the row of tiles `row` that it touches.
template <class Real>
FSM_HOST_DEVICE Range tileColumns(const Splat<Real>& splat, Real reachSquared, bool officialTiles, int row, int width,
                                  int height) {
  if (officialTiles) return officialTileRect(splat, width, height).x;
  const int bottom = (row + 1) * kTileSize;
  return tilesOf(ellipseColumns(splat, reachSquared, row * kTileSize, bottom < height ? bottom : height, width));
}

}  // namespace fsm::splatting
