// How far a rendering is from its frame, and what keeps a fit to few frames sane. Differentiable in what the rasteriser gives
// out.
#pragma once

#include "reconstruction/model/torch_pch.h"
#include "training/refine/gaussian_fit.h"
#include "training/refine/refine.h"

namespace fsm::training {

/// Of one view, all on one device.
struct RenderedView {
  torch::Tensor colour;  ///< [H, W, 3]
  torch::Tensor alpha;   ///< [H, W]; may be undefined together with `depth`
  torch::Tensor depth;   ///< [H, W] sum of weight * z
};

struct ViewLoss {
  torch::Tensor total;         ///< what is minimised
  torch::Tensor squaredError;  ///< mean, for the PSNR; no gradient
};
/// `map` [3, 4]: colours of the scene to those of the camera that took `truth` [3, H, W].
ViewLoss viewLoss(const RenderedView& view, const torch::Tensor& map, const torch::Tensor& truth, const RefineWeights& weights);

/// Mean second difference of disparity (relative to its own mean), less where the picture has edges: planes of any slant are
/// smooth, floaters in front of them are not. `truth` [3, H, W].
torch::Tensor disparityRoughness(const torch::Tensor& depth, const torch::Tensor& alpha, const torch::Tensor& truth);

/// Adds the gradients of opacity, scale and temporal scale regularisation to those of `fit`, in closed form. `reach` [N, 1]:
/// distance from the nearest camera; `spacing`: normalised time between neighbouring moments of the frames.
void addRegularisation(GaussianFit& fit, const torch::Tensor& reach, double spacing, const RefineWeights& weights);

}  // namespace fsm::training
