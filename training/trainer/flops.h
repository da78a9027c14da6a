// What a training step costs, for the logs: the share of the card's matrix-product rate that a run reaches.
#pragma once

#include "reconstruction/core/geometry.h"
#include "reconstruction/model/config.h"

namespace fsm::training {

/// Of the H200's large bfloat16 products, measured: what `share` in the logs is a share of.
constexpr double kReferenceTeraflops = 790;

/// Floating-point operations (two a multiply-accumulate) of the matrix products of one sample's forward pass: projections,
/// attention, update and apply of the fast weights, Newton-Schulz iterations, feed-forward. The last block applies and feeds
/// forward on targets only.
double forwardFlops(const ModelConfig& model, ImageSize size, int inputs, int targets);
/// Forward and backward: three times the forward pass (recomputation by checkpointing is not counted).
double trainingFlops(const ModelConfig& model, ImageSize size, int inputs, int targets);

}  // namespace fsm::training
