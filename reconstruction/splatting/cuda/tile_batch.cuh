// How the blending kernels read a tile's list: the block copies a batch of splats to shared memory, one a thread, and each warp,
// which owns a rectangle of the tile's pixels, picks those of the batch that can be seen in it. A splat of a few pixels thus
// costs one of 32 lanes in most warps of its tile, and a step of the whole warp only where it shows.
#pragma once

#include "reconstruction/splatting/cuda/splat_tiles.h"

namespace fsm::splatting::cuda {

constexpr unsigned kAllLanes = 0xffffffffu;

/// A tile's block whose threads have `Pixels` pixels each, four rows apart: a warp has 8 columns of 4 * Pixels rows. More pixels
/// a thread share what a step costs whatever its number of pixels (reading the splat, summing over the warp); fewer fit small
/// splats better and give a small picture more warps.
template <int Pixels>
struct TileBlock {
  static constexpr int kPixels = Pixels;
  static constexpr int kThreads = kTilePixels / Pixels;
  static constexpr int kBatch = kThreads;  ///< one splat for each thread
  static constexpr int kColumns = 8, kRows = 4 * Pixels;
};

/// A splat as three loads of 16 bytes.
struct PackedSplat {
  float4 place;   ///< mean x, mean y, a, b
  float4 shape;   ///< c, log2 of opacity, depth, half side
  float4 colour;  ///< red, green, blue, source
};
__device__ inline PackedSplat loadPacked(const DeviceSplat* splats, uint32_t index) {
  const float4* words = reinterpret_cast<const float4*>(splats + index);
  return {__ldg(words), __ldg(words + 1), __ldg(words + 2)};
}
__device__ inline DeviceSplat unpacked(const PackedSplat& p) {
  return {p.place.x, p.place.y, p.place.z,  p.place.w,  p.shape.x,  p.shape.y,
          p.shape.z, p.shape.w, p.colour.x, p.colour.y, p.colour.z, __float_as_uint(p.colour.w)};
}

/// A batch in shared memory.
template <int kBatch>
struct TileBatch {
  float4 place[kBatch];
  float4 shape[kBatch];   ///< c, log2 of opacity, depth, number of the splat (bits)
  float4 colour[kBatch];  ///< red, green, blue, source (bits)
  float4 reach[kBatch];   ///< squared radius in (u, v), greatest |dy|, dy of the rightmost point, 1 / a
};

/// Copies a splat to place `slot`, with the ellipse alpha >= alphaMin. Approximate: kLogMargin is far above its error.
template <int kBatch>
__device__ inline void stage(TileBatch<kBatch>& batch, int slot, const PackedSplat& splat, uint32_t number, float logAlphaMin) {
  batch.place[slot] = splat.place;
  batch.shape[slot] = {splat.shape.x, splat.shape.y, splat.shape.z, __uint_as_float(number)};
  batch.colour[slot] = splat.colour;
  const float ratio = fminf(splat.shape.y - logAlphaMin + kLogMargin, kMostLogRatio);
  if (!(ratio >= 0)) {
    batch.reach[slot] = {0.0f, -1.0f, 0.0f, 0.0f};  // no dy is within [1, -1]
    return;
  }
  const float height = __fdividef(sqrtf(ratio), splat.shape.x), slope = __fdividef(splat.place.w, splat.shape.x);
  batch.reach[slot] = {ratio, height, -height * slope * rsqrtf(1.0f + slope * slope), 1.0f / splat.place.z};
}

/// The pixels of a warp: their first and last centres.
struct WarpRectangle {
  float left, right, top, bottom;
};

/// Whether the ellipse of `slot` meets the rectangle (see ellipseBand).
template <int kBatch>
__device__ inline bool meets(const TileBatch<kBatch>& batch, int slot, const WarpRectangle& r) {
  const float4 place = batch.place[slot], reach = batch.reach[slot];
  const float low = fmaxf(r.top - place.y, -reach.y), high = fminf(r.bottom - place.y, reach.y);
  if (!(low <= high)) return false;
  const float c = batch.shape[slot].x;
  const float rightDy = fminf(fmaxf(reach.z, low), high), leftDy = fminf(fmaxf(-reach.z, low), high);
  const float rightV = c * rightDy, leftV = c * leftDy;
  const float xHigh = (sqrtf(fmaxf(reach.x - rightV * rightV, 0.0f)) - place.w * rightDy) * reach.w;
  const float xLow = -(sqrtf(fmaxf(reach.x - leftV * leftV, 0.0f)) + place.w * leftDy) * reach.w;
  return xHigh >= r.left - place.x && xLow <= r.right - place.x;
}

/// The first pixel of a thread; the others are four rows below each other.
struct TilePlace {
  int x, y;
  WarpRectangle warp;

  __device__ bool inside(const TileGrid& grid, int pixel) const { return x < grid.width && y + 4 * pixel < grid.height; }
  __device__ int64_t index(const TileGrid& grid, int pixel) const { return static_cast<int64_t>(y + 4 * pixel) * grid.width + x; }
};
template <class Block>
__device__ inline TilePlace tilePlace(const TileGrid& grid, unsigned tile) {
  const int lane = threadIdx.x % 32, warp = threadIdx.x / 32;
  const int left = static_cast<int>(tile % grid.columns) * kTileSide + (warp % 2) * Block::kColumns;
  const int top = static_cast<int>(tile / grid.columns) * kTileSide + (warp / 2) * Block::kRows;
  TilePlace p;
  p.x = left + lane % Block::kColumns;
  p.y = top + lane / Block::kColumns;
  p.warp = {left + 0.5f, left + Block::kColumns - 0.5f, top + 0.5f, top + Block::kRows - 0.5f};
  return p;
}

}  // namespace fsm::splatting::cuda
