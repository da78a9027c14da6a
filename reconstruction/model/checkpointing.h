// Activation checkpointing: keeps a piece's inputs only and computes the piece again in the backward pass.
#pragma once

#include <functional>
#include <vector>

#include "reconstruction/model/torch_pch.h"

namespace fsm::model {

/// Runs `body(inputs, true)` without recording it; in the backward pass `body(inputs, false)` runs again with gradients. The
/// second run must compute the same as the first. Undefined inputs and outputs pass through. Gradients of learned tensors that
/// `body` captures are added to their `.grad`, so call it under `backward()`, not `autograd::grad`.
std::vector<torch::Tensor> checkpointed(
    const std::vector<torch::Tensor>& inputs,
    const std::function<std::vector<torch::Tensor>(const std::vector<torch::Tensor>&, bool first)>& body);

}  // namespace fsm::model
