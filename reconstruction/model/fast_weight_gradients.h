// Pieces of the inner step with backward passes of their own: what automatic differentiation would derive, in fewer and better
// laid out operations.
#pragma once

#include "reconstruction/model/torch_pch.h"

namespace fsm::model {

/// a^T b for a [B, n, i], b [B, n, j]. The gradients come out in the layout of a and b, so that sums with other gradients run
/// along memory.
torch::Tensor transposedProduct(const torch::Tensor& a, const torch::Tensor& b);

/// `steps` iterations X <- aX + (bA + cA^2) X, A = X X^T (method.md 1.7), of X [M, rows, columns], already scaled; in X's type.
torch::Tensor newtonSchulzIterations(const torch::Tensor& x, int steps);

/// Stacked weights [B, 3, headDim, hidden] with every column scaled to its norm (method.md 1.8): w0 and w2 over headDim to n02
/// [B, 2, 1, hidden], w1^T over hidden to n1 [B, headDim, 1]. No gradient flows to the norms.
torch::Tensor restoreNorms(const torch::Tensor& stacked, const torch::Tensor& n02, const torch::Tensor& n1);

}  // namespace fsm::model
