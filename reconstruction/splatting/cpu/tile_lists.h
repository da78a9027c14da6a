// Which splats each tile of 16x16 pixels must look at, in the order of depth. Splats are sorted already, so filling the lists in
// their order sorts every list. Lists of a picture may be built for one range of tiles after the other, to bound memory.
#pragma once

#include <span>
#include <vector>

#include "reconstruction/splatting/cpu/visible_splats.h"
#include "reconstruction/splatting/formulas/footprint.h"

namespace fsm::splatting::cpu {

/// Half-open range of tiles, numbered row by row.
struct TileRange {
  int64_t begin = 0, end = 0;
  bool operator==(const TileRange&) const = default;
};

class TileLists {
 public:
  /// `pool`, `visible` must outlive this object.
  TileLists(WorkerPool& pool, const VisibleSplats& visible, const RasterCamera<float>& camera,
            const RasterThresholds<float>& thresholds);

  int columns() const { return columns_; }
  int64_t tiles() const { return static_cast<int64_t>(columns_) * rows_; }
  /// Splits the picture so that the lists of a range hold at most `budget` entries together, unless one tile's are longer.
  std::vector<TileRange> plan(int64_t budget);
  /// Builds the lists of the tiles in `range`; does nothing when these are the ones at hand.
  void build(TileRange range);

  TileRange range() const { return range_; }
  int64_t entries() const { return static_cast<int64_t>(entries_.size()); }
  /// The list of a tile of the range.
  std::span<const TileEntry> list(int64_t tile) const {
    const int64_t first = starts_[tile - range_.begin];
    return std::span(entries_).subspan(first, starts_[tile - range_.begin + 1] - first);
  }
  /// The slots of a splat's entries: [firstSlot(splat), firstSlot(splat + 1)).
  uint32_t firstSlot(int64_t splat) const { return firstSlots_[splat]; }

 private:
  template <class Visit>
  void forTiles(int64_t splat, TileRange range, const Visit& visit) const;
  /// Counts per piece of splats and tile, and per splat.
  void count(TileRange range);
  void fill();

  WorkerPool& pool_;
  const VisibleSplats& visible_;
  int width_, height_, columns_, rows_;
  bool officialTiles_;
  float alphaMin_;
  TileRange counted_, range_;
  int64_t pieceSize_ = 1, pieces_ = 0;
  std::vector<uint32_t> pieceCounts_;  ///< [pieces, tiles of the range]
  std::vector<int64_t> starts_;        ///< [tiles of the range + 1]
  std::vector<uint32_t> firstSlots_;   ///< [splats + 1]
  std::vector<TileEntry> entries_;
};

}  // namespace fsm::splatting::cpu
