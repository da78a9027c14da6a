#include "reconstruction/splatting/reference/reference.h"

#include <algorithm>
#include <numeric>

#include "reconstruction/splatting/formulas/add_gradient.h"
#include "reconstruction/splatting/formulas/blend.h"
#include "reconstruction/splatting/formulas/footprint.h"
#include "reconstruction/splatting/raster_view.h"

namespace fsm::splatting {
namespace {

/// Calls visit(pixel index, x, y of its centre) for every pixel that the splat may touch; whether alpha suffices is for the
/// caller.
template <class Visit>
void forFootprint(const ReferenceRendering& r, const Splat<double>& splat, const Visit& visit) {
  const int width = r.camera.width, height = r.camera.height;
  const auto row = [&](int y, Range columns) {
    for (int x = columns.begin; x < columns.end; ++x) visit(static_cast<int64_t>(y) * width + x, x + 0.5, y + 0.5);
  };
  if (r.thresholds.officialTiles) {
    const Rect tiles = officialTileRect(splat, width, height);
    for (int y = tiles.y.begin * kTileSize; y < std::min(tiles.y.end * kTileSize, height); ++y)
      row(y, {tiles.x.begin * kTileSize, std::min(tiles.x.end * kTileSize, width)});
    return;
  }
  // Rows and columns outside these have alpha < alphaMin.
  const double reachSquared = reach2(splat.opacity, r.thresholds.alphaMin);
  const Range rows = ellipseRows(splat, reachSquared, height);
  for (int y = rows.begin; y < rows.end; ++y) row(y, ellipseColumns(splat, reachSquared, y, y + 1, width));
}

/// Those that can be seen, by ascending depth, ties by ascending index.
void collectSplats(const GaussianPointers<double>& gaussians, ReferenceRendering& r) {
  std::vector<int64_t> index;
  std::vector<Splat<double>> splats;
  for (int64_t i = 0; i < gaussians.count; ++i) {
    Splat<double> splat;
    if (!makeSplat(gaussians, i, r.camera, r.thresholds, splat)) continue;
    index.push_back(i);
    splats.push_back(splat);
  }
  std::vector<size_t> order(splats.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) { return splats[a].depth < splats[b].depth; });
  for (const size_t place : order) {
    r.index.push_back(index[place]);
    r.splats.push_back(splats[place]);
  }
}

void clearOutputs(const ReferenceRendering& r, const RasterOutputs<double>& out) {
  const int64_t pixels = static_cast<int64_t>(r.transmittance.size());
  if (out.colour != nullptr) std::fill_n(out.colour, 3 * pixels, 0.0);
  if (out.depth != nullptr) std::fill_n(out.depth, pixels, 0.0);
  if (out.medianDepth != nullptr) std::fill_n(out.medianDepth, pixels, 0.0);
}

/// Blends the splat at `place` into the picture.
void blendSplat(ReferenceRendering& r, int64_t place, const RasterOutputs<double>& out) {
  const Splat<double>& splat = r.splats[place];
  const int64_t notEnded = static_cast<int64_t>(r.splats.size());
  double sum = 0, largest = 0;
  forFootprint(r, splat, [&](int64_t pixel, double x, double y) {
    if (r.end[pixel] != notEnded) return;
    const double alpha = alphaAt(splat, x, y, r.thresholds.alphaMax).alpha;
    if (alpha < r.thresholds.alphaMin) return;
    const double before = r.transmittance[pixel], after = before * (1 - alpha);
    if (after < r.thresholds.transmittanceStop) {
      r.end[pixel] = place;
      return;
    }
    const double weight = alpha * before;
    if (out.colour != nullptr) addVec3(out.colour, pixel, weight * splat.colour);
    if (out.depth != nullptr) out.depth[pixel] += weight * splat.depth;
    if (out.medianDepth != nullptr && before > 0.5 && after <= 0.5) out.medianDepth[pixel] = splat.depth;
    r.transmittance[pixel] = after;
    sum += weight;
    largest = std::max(largest, weight);
  });
  const int64_t index = r.index[place];
  if (out.contribution != nullptr) out.contribution[index] += sum;
  if (out.maxContribution != nullptr) out.maxContribution[index] = std::max(out.maxContribution[index], largest);
}

/// Gradient by a pixel's outputs.
PixelGradient<double> pixelGradient(const RasterOutputGradients<double>& g, int64_t pixel) {
  PixelGradient<double> out;
  if (g.colour != nullptr) out.colour = loadVec3(g.colour, pixel);
  if (g.alpha != nullptr) out.alpha = g.alpha[pixel];
  if (g.depth != nullptr) out.depth = g.depth[pixel];
  return out;
}

/// The state of the walk from the last Gaussian to the first: see formulas/blend.h.
struct BackwardState {
  std::vector<double> transmittance;  ///< [H, W] after the Gaussian that is looked at
  std::vector<double> behind;         ///< [H, W] what follows it
};

SplatGradient<double> splatAdjoint(const ReferenceRendering& r, int64_t place, const RasterOutputGradients<double>& outputs,
                                   BackwardState& state) {
  const Splat<double>& splat = r.splats[place];
  SplatGradient<double> out;
  forFootprint(r, splat, [&](int64_t pixel, double x, double y) {
    if (place >= r.end[pixel]) return;
    const AlphaSample<double> sample = alphaAt(splat, x, y, r.thresholds.alphaMax);
    if (sample.alpha < r.thresholds.alphaMin) return;
    const double before = state.transmittance[pixel] / (1 - sample.alpha);
    blendAdjoint(splat, sample, pixelGradient(outputs, pixel), before, state.behind[pixel], out);
    state.transmittance[pixel] = before;
  });
  return out;
}

}  // namespace

ReferenceRendering forwardReference(const GaussianPointers<double>& gaussians, const View& view,
                                    const scene::RasterSettings& settings, const RasterOutputs<double>& outputs) {
  checkView(view);
  checkSettings(settings);
  checkGaussians(gaussians);
  ReferenceRendering r;
  r.camera = rasterCamera<double>(view, settings);
  r.thresholds = rasterThresholds<double>(settings);
  collectSplats(gaussians, r);
  const int64_t pixels = static_cast<int64_t>(r.camera.width) * r.camera.height;
  r.transmittance.assign(pixels, 1.0);
  r.end.assign(pixels, static_cast<int64_t>(r.splats.size()));
  clearOutputs(r, outputs);
  for (size_t place = 0; place < r.splats.size(); ++place) blendSplat(r, static_cast<int64_t>(place), outputs);
  for (int64_t pixel = 0; pixel < pixels; ++pixel) {
    if (outputs.colour != nullptr) addVec3(outputs.colour, pixel, r.transmittance[pixel] * r.thresholds.background);
    if (outputs.alpha != nullptr) outputs.alpha[pixel] = 1 - r.transmittance[pixel];
  }
  return r;
}

void backwardReference(const ReferenceRendering& r, const GaussianPointers<double>& gaussians,
                       const RasterOutputGradients<double>& outputs, const GaussianGradients<double>& gradients) {
  const int64_t pixels = static_cast<int64_t>(r.transmittance.size());
  BackwardState state{r.transmittance, std::vector<double>(pixels)};
  for (int64_t pixel = 0; pixel < pixels; ++pixel) {
    const Vec3<double> g = pixelGradient(outputs, pixel).colour;
    state.behind[pixel] = dot(g, r.thresholds.background);
    addVec3(gradients.background, 0, r.transmittance[pixel] * g);
  }
  PoseGradient<double> pose;
  for (int64_t place = static_cast<int64_t>(r.splats.size()) - 1; place >= 0; --place) {
    const SplatGradient<double> g = splatAdjoint(r, place, outputs, state);
    const int64_t index = r.index[place];
    double* gradSh = gradients.sh == nullptr ? nullptr : gradients.sh + index * gaussians.coefficients() * 3;
    const ParameterGradient<double> parameters = makeSplatAdjoint(gaussians, index, r.camera, r.thresholds, g, gradSh);
    addGradient(gradients, index, parameters, meanGradient(r.splats[place].whitening, g.shape.first));
    pose.rotation = pose.rotation + parameters.pose.rotation;
    pose.translation = pose.translation + parameters.pose.translation;
  }
  addVec3(gradients.pose, 0, pose.rotation);
  addVec3(gradients.pose, 1, pose.translation);
}

}  // namespace fsm::splatting
