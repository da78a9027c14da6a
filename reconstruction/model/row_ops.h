// Row-wise and element-wise pieces of the block, each with one meaning and two ways to compute it: plain LibTorch operations (any
// device and type; the reference), and the fused CUDA kernels when the input lives on a GPU and products run in bfloat16.
// Differentiable both ways.
#pragma once

#include <vector>

#include "reconstruction/model/torch_pch.h"

namespace fsm::model {

/// Layer norm over the last dimension, weight only, eps 1e-5 (method.md 1.1). x: residual stream type; result: `type`.
torch::Tensor layerNorm(const torch::Tensor& x, const torch::Tensor& weight, torch::ScalarType type);

/// RMS norm over the last dimension; result of x's type.
torch::Tensor rmsNorm(const torch::Tensor& x, const torch::Tensor& weight, double eps);

struct AttentionInputs {
  torch::Tensor q, k, v;  ///< [tokens, heads, headDim]
};
/// qkv [tokens, 3, heads, headDim]: q and k RMS-normalised with the eps of float32 (method.md 1.4), v as it is.
AttentionInputs attentionInputs(const torch::Tensor& qkv, const torch::Tensor& qWeight, const torch::Tensor& kWeight);

/// x [B, N, parts, heads, headDim] -> for each part [B * heads, N, headDim]: SiLU, then unit length (+1e-5), except for the last
/// of two or more parts, the values, which keep their length (method.md 1.5: parts q | k v | q k v).
std::vector<torch::Tensor> siluUnit(const torch::Tensor& x);

/// gu [..., 2h] = (g | u) -> SiLU(g) * u.
torch::Tensor swiglu(const torch::Tensor& gu);

struct UpdateTerms {
  torch::Tensor hidden;  ///< [..., h]  eta1 * a
  torch::Tensor deltas;  ///< [..., 2h] (eta0 * delta_g | eta2 * delta_u)
};
/// Element-wise part of the closed-form gradient (method.md 1.6): gu [..., 2h], delta = V w1^T [..., h], rates [..., 3].
UpdateTerms updateTerms(const torch::Tensor& gu, const torch::Tensor& delta, const torch::Tensor& rates);

/// The plain versions, whatever the device: what the fused ones are compared with.
namespace plain {
torch::Tensor layerNorm(const torch::Tensor& x, const torch::Tensor& weight, torch::ScalarType type);
torch::Tensor rmsNorm(const torch::Tensor& x, const torch::Tensor& weight, double eps);
AttentionInputs attentionInputs(const torch::Tensor& qkv, const torch::Tensor& qWeight, const torch::Tensor& kWeight);
std::vector<torch::Tensor> siluUnit(const torch::Tensor& x);
torch::Tensor swiglu(const torch::Tensor& gu);
UpdateTerms updateTerms(const torch::Tensor& gu, const torch::Tensor& delta, const torch::Tensor& rates);
}  // namespace plain

}  // namespace fsm::model
