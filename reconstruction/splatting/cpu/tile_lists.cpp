#include "reconstruction/splatting/cpu/tile_lists.h"

#include <algorithm>
#include <limits>

#include "reconstruction/core/error.h"

namespace fsm::splatting::cpu {
namespace {

/// Bounds the memory of the counts, [pieces, tiles], for very large pictures.
constexpr int64_t kMostCounts = int64_t{1} << 25;

}  // namespace

TileLists::TileLists(WorkerPool& pool, const VisibleSplats& visible, const RasterCamera<float>& camera,
                     const RasterThresholds<float>& thresholds)
    : pool_(pool),
      visible_(visible),
      width_(camera.width),
      height_(camera.height),
      columns_(tileCount(camera.width)),
      rows_(tileCount(camera.height)),
      officialTiles_(thresholds.officialTiles),
      alphaMin_(thresholds.alphaMin) {}

/// Calls visit(tile) for the tiles of `range` that the splat touches, in ascending order.
template <class Visit>
void TileLists::forTiles(int64_t splat, TileRange range, const Visit& visit) const {
  const Splat<float>& s = visible_.splats[splat];
  const float reachSquared = officialTiles_ ? 0.0f : reach2(s.opacity, alphaMin_);
  const Range rows = tileRows(s, reachSquared, officialTiles_, width_, height_);
  const int first = std::max<int>(rows.begin, static_cast<int>(range.begin / columns_));
  const int last = std::min<int>(rows.end, static_cast<int>((range.end - 1) / columns_) + 1);
  for (int row = first; row < last; ++row) {
    const Range columns = tileColumns(s, reachSquared, officialTiles_, row, width_, height_);
    const int64_t start = static_cast<int64_t>(row) * columns_;
    const int64_t end = std::min(start + columns.end, range.end);
    for (int64_t tile = std::max(start + columns.begin, range.begin); tile < end; ++tile) visit(tile);
  }
}

void TileLists::count(TileRange range) {
  const int64_t tiles = range.end - range.begin, splats = visible_.count();
  const int64_t pieces = std::clamp<int64_t>(kMostCounts / tiles, 1, pool_.threads());
  pieceSize_ = std::max<int64_t>(1, (splats + pieces - 1) / pieces);
  pieces_ = (splats + pieceSize_ - 1) / pieceSize_;
  pieceCounts_.assign(pieces_ * tiles, 0);
  firstSlots_.assign(splats + 1, 0);
  forPieces(pool_, splats, pieceSize_, [&](int64_t first, int64_t last) {
    uint32_t* counts = pieceCounts_.data() + first / pieceSize_ * tiles;
    for (int64_t splat = first; splat < last; ++splat) {
      uint32_t touched = 0;
      forTiles(splat, range, [&](int64_t tile) {
        ++counts[tile - range.begin];
        ++touched;
      });
      firstSlots_[splat] = touched;
    }
  });
  starts_.assign(tiles + 1, 0);
  for (int64_t tile = 0; tile < tiles; ++tile) {
    int64_t sum = 0;
    for (int64_t piece = 0; piece < pieces_; ++piece) sum += pieceCounts_[piece * tiles + tile];
    starts_[tile + 1] = starts_[tile] + sum;
  }
  counted_ = range;
}

std::vector<TileRange> TileLists::plan(int64_t budget) {
  const TileRange all{0, tiles()};
  count(all);
  std::vector<TileRange> out;
  int64_t first = 0;
  for (int64_t tile = 1; tile < all.end; ++tile) {
    if (starts_[tile + 1] - starts_[first] > budget) {
      out.push_back({first, tile});
      first = tile;
    }
  }
  out.push_back({first, all.end});
  return out;
}

void TileLists::fill() {
  const int64_t tiles = counted_.end - counted_.begin, splats = visible_.count();
  if (starts_[tiles] >= std::numeric_limits<uint32_t>::max())
    throw Error(ErrorCode::outOfMemory,
                "Too many Gaussians meet in one place of the picture. Prune the scene or draw a smaller picture.");
  // Counts become the places where each piece of splats continues each tile's list.
  for (int64_t tile = 0; tile < tiles; ++tile) {
    int64_t place = starts_[tile];
    for (int64_t piece = 0; piece < pieces_; ++piece) {
      uint32_t& count = pieceCounts_[piece * tiles + tile];
      const uint32_t here = count;
      count = static_cast<uint32_t>(place);
      place += here;
    }
  }
  uint32_t slot = 0;
  for (int64_t splat = 0; splat <= splats; ++splat) {
    const uint32_t touched = firstSlots_[splat];
    firstSlots_[splat] = slot;
    slot += touched;
  }
  entries_.resize(starts_[tiles]);
  forPieces(pool_, splats, pieceSize_, [&](int64_t first, int64_t last) {
    uint32_t* places = pieceCounts_.data() + first / pieceSize_ * tiles;
    for (int64_t splat = first; splat < last; ++splat) {
      uint32_t next = firstSlots_[splat];
      forTiles(splat, counted_, [&](int64_t tile) {
        entries_[places[tile - counted_.begin]++] = {static_cast<uint32_t>(splat), next++};
      });
    }
  });
  range_ = counted_;
  counted_ = {};
}

void TileLists::build(TileRange range) {
  if (range == range_) return;
  if (range != counted_) count(range);
  fill();
}

}  // namespace fsm::splatting::cpu
