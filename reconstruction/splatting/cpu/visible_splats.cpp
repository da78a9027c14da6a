#include "reconstruction/splatting/cpu/visible_splats.h"

#include <cmath>
#include <limits>

#include "reconstruction/splatting/formulas/footprint.h"

namespace fsm::splatting::cpu {
namespace {

/// Gaussians a piece of work; the result does not depend on it.
constexpr int64_t kPiece = 2048;

struct Piece {
  std::vector<Splat<float>> splats;
  std::vector<uint32_t> source;
};

TileSplat tileSplat(const Splat<float>& s, const RasterThresholds<float>& thresholds) {
  TileSplat out;
  out.meanX = s.mean.x, out.meanY = s.mean.y;
  out.a = kUnitsPerWhite * s.whitening.xx, out.b = kUnitsPerWhite * s.whitening.xy, out.c = kUnitsPerWhite * s.whitening.yy;
  out.logOpacity = std::log2(s.opacity);
  out.red = s.colour.x, out.green = s.colour.y, out.blue = s.colour.z;
  out.depth = s.depth;
  if (thresholds.officialTiles) {
    out.halfX = out.halfY = std::numeric_limits<float>::infinity();
    return out;
  }
  const Whitening<float>& l = s.whitening;
  const float reach = std::sqrt(reach2(s.opacity, thresholds.alphaMin));
  out.halfX = reach * (std::sqrt(l.xy * l.xy + l.yy * l.yy) / l.xx) / l.yy + static_cast<float>(kBorder);
  out.halfY = reach / l.yy + static_cast<float>(kBorder);
  return out;
}

/// Whether any pixel can be touched.
bool onPicture(const Splat<float>& s, const RasterCamera<float>& camera, const RasterThresholds<float>& thresholds) {
  if (thresholds.officialTiles) return !officialTileRect(s, camera.width, camera.height).empty();
  const float reachSquared = reach2(s.opacity, thresholds.alphaMin);
  const Range rows = ellipseRows(s, reachSquared, camera.height);
  if (rows.end <= rows.begin) return false;
  const Range columns = ellipseColumns(s, reachSquared, rows.begin, rows.end, camera.width);
  return columns.end > columns.begin;
}

}  // namespace

void collectVisible(WorkerPool& pool, const GaussianPointers<float>& gaussians, const RasterCamera<float>& camera,
                    const RasterThresholds<float>& thresholds, VisibleSplats& out) {
  std::vector<Piece> pieces((gaussians.count + kPiece - 1) / kPiece);
  forPieces(pool, gaussians.count, kPiece, [&](int64_t first, int64_t last) {
    Piece& piece = pieces[first / kPiece];
    for (int64_t i = first; i < last; ++i) {
      Splat<float> splat;
      if (!makeSplat(gaussians, i, camera, thresholds, splat) || !(splat.opacity > 0) || !onPicture(splat, camera, thresholds))
        continue;
      piece.splats.push_back(splat);
      piece.source.push_back(static_cast<uint32_t>(i));
    }
  });
  VisibleSplats byIndex;
  std::vector<float> depths;
  for (Piece& piece : pieces) {
    byIndex.splats.insert(byIndex.splats.end(), piece.splats.begin(), piece.splats.end());
    byIndex.source.insert(byIndex.source.end(), piece.source.begin(), piece.source.end());
    for (const Splat<float>& splat : piece.splats) depths.push_back(splat.depth);
    piece = {};
  }
  const std::vector<uint32_t> order = depthOrder(pool, depths);
  out.splats.resize(order.size());
  out.tileSplats.resize(order.size());
  out.source.resize(order.size());
  forPieces(pool, static_cast<int64_t>(order.size()), kPiece, [&](int64_t first, int64_t last) {
    for (int64_t i = first; i < last; ++i) {
      out.splats[i] = byIndex.splats[order[i]];
      out.source[i] = byIndex.source[order[i]];
      out.tileSplats[i] = tileSplat(out.splats[i], thresholds);
    }
  });
}

}  // namespace fsm::splatting::cpu
