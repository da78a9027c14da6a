// The structural similarity index (Wang et al. 2004) as something to optimise: fsm::ssim (core/metrics.h) on tensors.
#pragma once

#include "reconstruction/model/torch_pch.h"

namespace fsm::training {

/// Mean SSIM of images [3, H, W] in [0, 1]: Gaussian window sigma 1.5, 11x11 (the largest odd window that fits where an image is
/// smaller), K1 0.01, K2 0.03, sample covariance; windows lie inside the image. Differentiable in `prediction`, any float type,
/// any device. Not clamped.
torch::Tensor structuralSimilarity(const torch::Tensor& prediction, const torch::Tensor& truth);

}  // namespace fsm::training
