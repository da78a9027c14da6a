// The network once more, for tests: double precision, one sample, head and view at a time, written from the method's description
// (LaCT block, LaCET consolidation in both profiles) and sharing no code with the model. Slow on purpose; differentiable by
// autograd.
#pragma once

#include <vector>

#include "reconstruction/model/network.h"

namespace fsm::reference {

struct Output {
  torch::Tensor rendering;          ///< [B, T, 3, H, W] float64 (image decoder)
  model::GaussianArrays gaussians;  ///< float64 (Gaussian decoder)
  model::Trace trace;               ///< float64
};

/// A copy of `weights` in double precision on the CPU, cut off from any graph.
model::Weights inDouble(const model::Weights& weights);

/// Where Weights are already double, gradients reach its tensors. Masked inputs are left out of the update, their tokens still
/// computed. FSM-LVSM.
Output renderImages(const model::Weights& weights, const model::ViewBatch& inputs, const model::ViewBatch& targets);
/// FSM-LRM the official way: a virtual view a input, with the input's own tokens, read out after the last block.
/// The trace holds the tokens of inputs and virtual views.
Output predictGaussians(const model::Weights& weights, const model::ViewBatch& inputs);

}  // namespace fsm::reference
