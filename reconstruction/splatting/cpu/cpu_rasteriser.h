// The rasteriser on processor cores: project and sort once, lists of splats for tiles of 16x16 pixels, tiles blended in parallel
// and eight pixels at a time. Same bytes for any number of threads and on any x86-64 processor: what is summed across tiles is
// summed in the order of tiles, after they are all done.
#pragma once

#include <optional>
#include <vector>

#include "reconstruction/splatting/cpu/picture.h"
#include "reconstruction/splatting/cpu/tile_lists.h"
#include "reconstruction/splatting/rasteriser.h"

namespace fsm::splatting::cpu {

/// Entries of tile lists held at once (unless one tile's are more): bounds the scratch memory to some 200 MB.
constexpr int64_t kEntryBudget = int64_t{1} << 22;

class CpuRasteriser : public Rasteriser {
 public:
  explicit CpuRasteriser(int threads, int64_t entryBudget = kEntryBudget) : pool_(threads), entryBudget_(entryBudget) {}

  void forward(const GaussianPointers<float>& gaussians, const View& view, const scene::RasterSettings& settings,
               const RasterOutputs<float>& outputs) override;
  void backward(const RasterOutputGradients<float>& outputs, const GaussianGradients<float>& gradients) override;

 private:
  Tile tileAt(int64_t tile, TilePlace& place) const;
  void blendRange(const RasterOutputs<float>& outputs);
  void addStatistics(const RasterOutputs<float>& outputs);
  void adjointOfRange(const RasterOutputGradients<float>& outputs, std::vector<Vec3<double>>& background);
  void addParameterGradients(const GaussianGradients<float>& gradients);

  WorkerPool pool_;
  int64_t entryBudget_;
  GaussianPointers<float> gaussians_;
  RasterCamera<float> camera_;
  RasterThresholds<float> thresholds_;
  VisibleSplats visible_;
  std::optional<TileLists> lists_;  ///< of the frame
  std::vector<TileRange> ranges_;
  PixelState state_;
  std::vector<float> slots_;     ///< statistics or moments of the lists' entries
  std::vector<double> moments_;  ///< [splats, kMoments]
  bool rendered_ = false;
};

}  // namespace fsm::splatting::cpu
