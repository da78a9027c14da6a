#include "tests/splatting/cuda/raster_agreement.h"

#include <algorithm>
#include <cmath>
#include <span>

namespace fsm::splatting::testing {
namespace {

constexpr double kPictureTolerance = 1e-4, kGradientTolerance = 1e-3, kStatisticTolerance = 1e-3;
constexpr double kBand = 3e-2;             ///< how far the entries at thresholds may be off, in units of the scale
constexpr double kBandShare = 1e-3;        ///< how many may be
constexpr double kMedianBandShare = 5e-3;  ///< the median depth jumps where transmittance crosses one half

Agreement compareArrays(const std::string& quantity, std::span<const float> reference, std::span<const float> other,
                        double leastScale, double tolerance, double bandShare, double band) {
  Agreement out;
  out.quantity = quantity;
  out.tolerance = tolerance;
  out.count = static_cast<int64_t>(reference.size());
  double largest = leastScale;
  for (float value : reference)
    if (std::isfinite(value)) largest = std::max(largest, static_cast<double>(std::fabs(value)));
  out.scale = largest > 0 ? largest : 1;
  for (size_t i = 0; i < reference.size(); ++i) {
    double error = std::fabs(static_cast<double>(reference[i]) - other[i]) / out.scale;
    if (!std::isfinite(error)) error = std::isfinite(reference[i]) ? INFINITY : 0;
    out.worst = std::max(out.worst, error);
    if (error > tolerance) ++out.beyond;
  }
  const int64_t allowed = std::max<int64_t>(reference.size() >= 500 ? 1 : 0, static_cast<int64_t>(bandShare * out.count));
  out.passed = out.beyond <= allowed && (out.beyond == 0 || out.worst <= band);
  return out;
}

/// A set where the back end wants it.
GaussianPointers<float> uploaded(const ParameterArrays<float>& set, parity::ArrayMemory& memory) {
  GaussianPointers<float> out = set.pointers();
  out.position = memory.upload(set.position);
  out.logScale = memory.upload(set.logScale);
  out.rotation = memory.upload(set.rotation);
  out.opacityLogit = memory.upload(set.opacityLogit);
  out.sh = memory.upload(set.sh);
  out.time = memory.upload(set.time);
  out.logScaleTime = memory.upload(set.logScaleTime);
  out.rotationRight = memory.upload(set.rotationRight);
  return out;
}

/// An array of results on both sides.
struct Mirrored {
  std::vector<float>* host;
  float* device;
};

class Results {
 public:
  explicit Results(parity::ArrayMemory& memory) : memory_(memory) {}
  float* mirror(std::vector<float>& host) {
    arrays_.push_back({&host, memory_.upload(host)});
    return arrays_.back().device;
  }
  void fetch() {
    for (const Mirrored& array : arrays_)
      if (array.device != nullptr) memory_.download(array.device, *array.host);
  }

 private:
  parity::ArrayMemory& memory_;
  std::vector<Mirrored> arrays_;
};

void compareOutputs(const OutputArrays<float>& reference, const OutputArrays<float>& other, std::vector<Agreement>& out) {
  const auto picture = [&](const char* name, const std::vector<float>& a, const std::vector<float>& b, double share,
                           double band) { out.push_back(compareArrays(name, a, b, 1, kPictureTolerance, share, band)); };
  picture("colour", reference.colour, other.colour, kBandShare, kBand);
  picture("alpha", reference.alpha, other.alpha, kBandShare, kBand);
  picture("depth", reference.depth, other.depth, kBandShare, kBand);
  picture("median depth", reference.medianDepth, other.medianDepth, kMedianBandShare, INFINITY);
  out.push_back(
      compareArrays("contribution", reference.contribution, other.contribution, 1, kStatisticTolerance, kBandShare, kBand));
  out.push_back(compareArrays("largest contribution", reference.maxContribution, other.maxContribution, 1, kStatisticTolerance,
                              kBandShare, kBand));
}

void compareGradients(GradientArrays<float>& reference, GradientArrays<float>& other, std::vector<Agreement>& out) {
  const auto gradient = [&](const std::string& name, const std::vector<float>& a, const std::vector<float>& b) {
    if (!a.empty()) out.push_back(compareArrays("d " + name, a, b, 0, kGradientTolerance, kBandShare, kBand));
  };
  const auto a = reference.parameters.named(), b = other.parameters.named();
  for (size_t i = 0; i < a.size(); ++i) gradient(a[i].first, *a[i].second, *b[i].second);
  gradient("background", reference.background, other.background);
  gradient("pose", reference.pose, other.pose);
  gradient("mean pixel", reference.meanPixel, other.meanPixel);
}

/// A random weighting of the outputs, whose gradient is taken.
struct OutputWeights {
  std::vector<float> colour, alpha, depth;

  explicit OutputWeights(size_t pixels)
      : colour(randomWeights<float>(3 * pixels, 1)),
        alpha(randomWeights<float>(pixels, 2)),
        depth(randomWeights<float>(pixels, 3)) {}

  /// Where rounding put a splat on the other side of a threshold, two different functions were drawn: the pixel counts for
  /// neither gradient. How many such pixels there may be is checked on the pictures.
  void leaveOutWhereTheyDiffer(const OutputArrays<float>& a, const OutputArrays<float>& b) {
    const auto apart = [](float x, float y) { return !(std::fabs(x - y) <= kPictureTolerance); };
    for (size_t i = 0; i < alpha.size(); ++i) {
      const size_t red = 3 * i;
      if (!apart(a.alpha[i], b.alpha[i]) && !apart(a.colour[red], b.colour[red]) &&
          !apart(a.colour[red + 1], b.colour[red + 1]) && !apart(a.colour[red + 2], b.colour[red + 2]))
        continue;
      alpha[i] = depth[i] = 0;
      std::fill_n(colour.begin() + static_cast<ptrdiff_t>(red), 3, 0.0f);
    }
  }
};

/// Of the last forward of both.
void compareBackward(const CheckScene& scene, const OutputWeights& weights, Rasteriser& reference, Rasteriser& backEnd,
                     parity::ArrayMemory& memory, std::vector<Agreement>& out) {
  GradientArrays<float> expected(scene.gaussians), gradients(scene.gaussians);
  reference.backward({weights.colour.data(), weights.alpha.data(), weights.depth.data()}, expected.pointers());
  Results results(memory);
  ParameterArrays<float>& p = gradients.parameters;
  backEnd.backward(
      {memory.upload(weights.colour), memory.upload(weights.alpha), memory.upload(weights.depth)},
      {results.mirror(p.position), results.mirror(p.logScale), results.mirror(p.rotation), results.mirror(p.opacityLogit),
       results.mirror(p.sh), results.mirror(p.time), results.mirror(p.logScaleTime), results.mirror(p.rotationRight),
       results.mirror(gradients.background), results.mirror(gradients.pose), results.mirror(gradients.meanPixel)});
  results.fetch();
  compareGradients(expected, gradients, out);
}

}  // namespace

std::vector<Agreement> compareWithReference(const CheckScene& scene, Rasteriser& backEnd, parity::ArrayMemory& memory) {
  const ImageSize size = scene.view.camera.intrinsics.size;
  const int64_t count = scene.gaussians.count();
  OutputArrays<float> expected(size, count), drawn(size, count);
  const auto reference = makeReferenceRasteriser();
  reference->forward(scene.gaussians.pointers(), scene.view, scene.settings, expected.pointers());

  Results results(memory);
  const RasterOutputs<float> outputs{results.mirror(drawn.colour),       results.mirror(drawn.alpha),
                                     results.mirror(drawn.depth),        results.mirror(drawn.medianDepth),
                                     results.mirror(drawn.contribution), results.mirror(drawn.maxContribution)};
  backEnd.forward(uploaded(scene.gaussians, memory), scene.view, scene.settings, outputs);
  results.fetch();
  std::vector<Agreement> out;
  compareOutputs(expected, drawn, out);
  if (!scene.gradients) return out;
  OutputWeights weights(expected.alpha.size());
  weights.leaveOutWhereTheyDiffer(expected, drawn);
  compareBackward(scene, weights, *reference, backEnd, memory, out);
  return out;
}

}  // namespace fsm::splatting::testing
