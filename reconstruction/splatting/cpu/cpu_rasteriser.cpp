#include "reconstruction/splatting/cpu/cpu_rasteriser.h"

#include <algorithm>
#include <cmath>
#include <new>

#include "reconstruction/core/error.h"
#include "reconstruction/splatting/formulas/add_gradient.h"
#include "reconstruction/splatting/raster_view.h"

namespace fsm::splatting {
namespace cpu {
namespace {

/// Splats a piece of work whose sums are added up in order: the result depends on it, so it is not the number of threads.
constexpr int64_t kPiece = 1024;

[[noreturn]] void outOfMemory() {
  throw Error(ErrorCode::outOfMemory,
              "There is not enough memory to draw the Gaussians. Draw a smaller picture or prune the scene.");
}

/// The gradient by a splat from its sums over all tiles. u, v are whitened coordinates times kUnitsPerWhite.
SplatGradient<float> splatGradient(const Splat<float>& splat, const double* m) {
  constexpr double kFirst = 1 / static_cast<double>(kUnitsPerWhite), kSecond = kFirst * kFirst;
  SplatGradient<float> out;
  out.colour = {static_cast<float>(m[0]), static_cast<float>(m[1]), static_cast<float>(m[2])};
  out.shape.depth = static_cast<float>(m[3]);
  out.opacity = static_cast<float>(m[4] / splat.opacity);
  out.shape.first = {static_cast<float>(kFirst * m[5]), static_cast<float>(kFirst * m[6])};
  out.shape.second = {static_cast<float>(kSecond * m[7]), static_cast<float>(kSecond * m[8]), static_cast<float>(kSecond * m[9])};
  return out;
}

Vec3<double> widened(const Vec3<float>& v) { return {v.x, v.y, v.z}; }

void addRounded(float* values, const Vec3<double>& v) {
  if (values == nullptr) return;
  values[0] += static_cast<float>(v.x);
  values[1] += static_cast<float>(v.y);
  values[2] += static_cast<float>(v.z);
}

}  // namespace

Tile CpuRasteriser::tileAt(int64_t tile, TilePlace& place) const {
  const int row = static_cast<int>(tile / lists_->columns()), column = static_cast<int>(tile % lists_->columns());
  place.left = column * kTileSize, place.top = row * kTileSize;
  place.columns = std::min(kTileSize, camera_.width - place.left);
  place.rows = std::min(kTileSize, camera_.height - place.top);
  place.width = camera_.width;
  return {visible_.tileSplats.data(),
          lists_->list(tile),
          place.left,
          place.top,
          place.columns,
          place.rows,
          std::log2(std::max(thresholds_.alphaMin, 1e-30f)),
          thresholds_.alphaMax,
          thresholds_.transmittanceStop};
}

void CpuRasteriser::blendRange(const RasterOutputs<float>& outputs) {
  const bool statistics = outputs.contribution != nullptr || outputs.maxContribution != nullptr;
  if (statistics) slots_.assign(lists_->entries() * kStatistics, 0.0f);
  const TileRange range = lists_->range();
  pool_.forEach(range.end - range.begin, [&](int64_t i) {
    TilePlace place;
    const Tile tile = tileAt(range.begin + i, place);
    TilePixels pixels;
    blendTile(tile, pixels, statistics ? slots_.data() : nullptr);
    storeTile(place, pixels, thresholds_.background, outputs, state_);
  });
  if (statistics) addStatistics(outputs);
}

void CpuRasteriser::addStatistics(const RasterOutputs<float>& outputs) {
  forPieces(pool_, visible_.count(), kPiece, [&](int64_t first, int64_t last) {
    for (int64_t splat = first; splat < last; ++splat) {
      double sum = 0;
      float largest = 0;
      for (uint32_t slot = lists_->firstSlot(splat); slot < lists_->firstSlot(splat + 1); ++slot) {
        sum += slots_[static_cast<size_t>(slot) * kStatistics];
        largest = std::max(largest, slots_[static_cast<size_t>(slot) * kStatistics + 1]);
      }
      const uint32_t index = visible_.source[splat];
      if (outputs.contribution != nullptr) outputs.contribution[index] += static_cast<float>(sum);
      if (outputs.maxContribution != nullptr) outputs.maxContribution[index] = std::max(outputs.maxContribution[index], largest);
    }
  });
}

void CpuRasteriser::forward(const GaussianPointers<float>& gaussians, const View& view, const scene::RasterSettings& settings,
                            const RasterOutputs<float>& outputs) try {
  rendered_ = false;
  checkView(view);
  checkSettings(settings);
  checkGaussians(gaussians);
  gaussians_ = gaussians;
  camera_ = rasterCamera<float>(view, settings);
  thresholds_ = rasterThresholds<float>(settings);
  lists_.reset();
  collectVisible(pool_, gaussians_, camera_, thresholds_, visible_);
  const size_t pixels = static_cast<size_t>(camera_.width) * camera_.height;
  state_.transmittance.resize(pixels);
  state_.end.resize(pixels);
  lists_.emplace(pool_, visible_, camera_, thresholds_);
  ranges_ = lists_->plan(entryBudget_);
  for (const TileRange& range : ranges_) {
    lists_->build(range);
    blendRange(outputs);
  }
  rendered_ = true;
} catch (const std::bad_alloc&) {
  outOfMemory();
}

void CpuRasteriser::adjointOfRange(const RasterOutputGradients<float>& outputs, std::vector<Vec3<double>>& background) {
  slots_.resize(lists_->entries() * kMoments);
  const TileRange range = lists_->range();
  pool_.forEach(range.end - range.begin, [&](int64_t i) {
    TilePlace place;
    const Tile tile = tileAt(range.begin + i, place);
    TileGradients gradients;
    background[range.begin + i] = loadTile(place, outputs, thresholds_.background, state_, gradients);
    blendTileAdjoint(tile, gradients, slots_.data());
  });
  forPieces(pool_, visible_.count(), kPiece, [&](int64_t first, int64_t last) {
    for (int64_t splat = first; splat < last; ++splat) {
      double* sums = moments_.data() + splat * kMoments;
      for (uint32_t slot = lists_->firstSlot(splat); slot < lists_->firstSlot(splat + 1); ++slot)
        for (int k = 0; k < kMoments; ++k) sums[k] += slots_[static_cast<size_t>(slot) * kMoments + k];
    }
  });
}

void CpuRasteriser::addParameterGradients(const GaussianGradients<float>& gradients) {
  struct Pose {
    Vec3<double> rotation, translation;
  };
  std::vector<Pose> poses((visible_.count() + kPiece - 1) / kPiece);
  const int64_t shEntries = static_cast<int64_t>(gaussians_.coefficients()) * 3;
  forPieces(pool_, visible_.count(), kPiece, [&](int64_t first, int64_t last) {
    Pose& pose = poses[first / kPiece];
    for (int64_t splat = first; splat < last; ++splat) {
      const int64_t index = visible_.source[splat];
      const SplatGradient<float> g = splatGradient(visible_.splats[splat], moments_.data() + splat * kMoments);
      float* gradSh = gradients.sh == nullptr ? nullptr : gradients.sh + index * shEntries;
      const ParameterGradient<float> parameters = makeSplatAdjoint(gaussians_, index, camera_, thresholds_, g, gradSh);
      addGradient(gradients, index, parameters, meanGradient(visible_.splats[splat].whitening, g.shape.first));
      pose.rotation = pose.rotation + widened(parameters.pose.rotation);
      pose.translation = pose.translation + widened(parameters.pose.translation);
    }
  });
  Pose sum;
  for (const Pose& pose : poses) {
    sum.rotation = sum.rotation + pose.rotation;
    sum.translation = sum.translation + pose.translation;
  }
  addRounded(gradients.pose, sum.rotation);
  addRounded(gradients.pose == nullptr ? nullptr : gradients.pose + 3, sum.translation);
}

void CpuRasteriser::backward(const RasterOutputGradients<float>& outputs, const GaussianGradients<float>& gradients) try {
  if (!rendered_) throw Error(ErrorCode::internal, "Gradients were asked for before a picture was drawn. Please report this.");
  moments_.assign(visible_.count() * kMoments, 0.0);
  std::vector<Vec3<double>> background(lists_->tiles());
  for (const TileRange& range : ranges_) {
    lists_->build(range);
    adjointOfRange(outputs, background);
  }
  addParameterGradients(gradients);
  Vec3<double> sum;
  for (const Vec3<double>& tile : background) sum = sum + tile;
  addRounded(gradients.background, sum);
} catch (const std::bad_alloc&) {
  outOfMemory();
}

}  // namespace cpu

std::unique_ptr<Rasteriser> makeCpuRasteriser(int threads) { return std::make_unique<cpu::CpuRasteriser>(threads); }

}  // namespace fsm::splatting
