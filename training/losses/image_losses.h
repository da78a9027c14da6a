// Distances between predicted and true images, [..., 3, H, W] in [0, 1]. Differentiable in `prediction`, any float type, any
// device.
#pragma once

#include "reconstruction/model/torch_pch.h"

namespace fsm::training {

/// Mean squared error over everything.
torch::Tensor squaredError(const torch::Tensor& prediction, const torch::Tensor& truth);

/// Mean absolute difference of the horizontal and vertical image gradients, averaged over full and half resolution: what keeps
/// edges sharp where the squared error would rather blur.
torch::Tensor gradientError(const torch::Tensor& prediction, const torch::Tensor& truth);

}  // namespace fsm::training
