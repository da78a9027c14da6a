#include "training/refine/refine_loss.h"

#include <cmath>

#include "training/losses/structural_similarity.h"
#include "training/refine/camera_colours.h"

namespace fsm::training {

using torch::Tensor;

namespace {

/// How fast the weight of smoothness falls with the difference of neighbouring colours.
constexpr double kEdge = 10;
/// Below this opacity a pixel has no depth.
constexpr double kSolid = 0.3;

Tensor secondDifference(const Tensor& x, int64_t axis) {
  const int64_t inner = x.size(axis) - 2;
  return x.narrow(axis, 0, inner) - 2 * x.narrow(axis, 1, inner) + x.narrow(axis, 2, inner);
}

/// 0 ... 1 [H, W cut by 2 along `axis`]: whether the three neighbours look alike.
Tensor alike(const Tensor& truth, int64_t axis) {
  const Tensor step = truth.diff(1, axis).abs().mean(0);
  const int64_t along = axis - 1, inner = step.size(along) - 1;
  return (-kEdge * torch::maximum(step.narrow(along, 0, inner), step.narrow(along, 1, inner))).exp();
}

}  // namespace

Tensor disparityRoughness(const Tensor& depth, const Tensor& alpha, const Tensor& truth) {
  const Tensor solid = alpha > kSolid;
  // Filled in before the division: gradients of what is not used must not be NaN.
  const Tensor disparity = torch::where(solid, alpha, 0.0) / torch::where(solid, depth, 1.0).clamp_min(1e-6);
  const Tensor mean = (disparity.detach().sum() / solid.sum().clamp_min(1)).clamp_min(1e-6);
  Tensor sum = depth.new_zeros({});
  for (const int64_t axis : {0, 1}) {
    const int64_t inner = depth.size(axis) - 2;
    if (inner < 1) continue;
    const Tensor counts = torch::logical_and(solid.narrow(axis, 0, inner), solid.narrow(axis, 2, inner));
    const Tensor weight = alike(truth, axis + 1) * torch::logical_and(counts, solid.narrow(axis, 1, inner));
    sum = sum + (secondDifference(disparity, axis).abs() * weight).mean() / mean;
  }
  return sum;
}

ViewLoss viewLoss(const RenderedView& view, const Tensor& map, const Tensor& truth, const RefineWeights& weights) {
  const Tensor answer = mapped(view.colour.permute({2, 0, 1}), map);
  const Tensor difference = answer - truth;
  Tensor total = (1 - weights.structure) * difference.abs().mean();
  if (weights.structure > 0) total = total + weights.structure * (1 - structuralSimilarity(answer, truth));
  if (weights.depthSmooth > 0 && view.depth.defined())
    total = total + weights.depthSmooth * disparityRoughness(view.depth, view.alpha, truth);
  return {total, difference.detach().square().mean()};
}

void addRegularisation(GaussianFit& fit, const Tensor& reach, double spacing, const RefineWeights& weights) {
  torch::NoGradGuard noGradient;
  const auto count = static_cast<double>(fit.count());
  if (weights.opacity > 0) {
    const Tensor opacity = torch::sigmoid(fit[Part::opacityLogit]);
    fit.gradient(Part::opacityLogit).add_(opacity * (1 - opacity), weights.opacity / count);
  }
  if (weights.scale > 0) fit.gradient(Part::logScale).add_(fit[Part::logScale].exp() / reach, weights.scale / (3 * count));
  if (weights.shortLife > 0 && !fit.isStatic()) {
    const Tensor missing = (std::log(spacing) - fit[Part::logScaleTime]).clamp_min(0);
    fit.gradient(Part::logScaleTime).sub_(missing, 2 * weights.shortLife / count);
  }
}

}  // namespace fsm::training
