// The inner step of the test-time-training layer: closed-form gradient, Newton-Schulz, elastic consolidation, weight-norm
// restore. Fast weights are kept stacked as [B * heads, 3, headDim, hidden] = (w0, w1^T, w2), so that one operation serves all
// three. This is the narrow interface behind which fused kernels live: `gradientSum`, `takeStep`, `applyFast`.
#pragma once

#include "reconstruction/model/weights.h"

namespace fsm::model {

torch::Tensor stackFast(const FastWeights& fast);
FastWeights unstackFast(const torch::Tensor& stacked);

/// Stacked anchors and importance; undefined tensors when the elastic term is off.
struct ElasticStack {
  torch::Tensor anchor, importance;
};

/// Fast weights as the products want them.
struct FastProducts {
  torch::Tensor w02;  ///< [B * heads, headDim, 2 hidden] = (w0 | w2)
  torch::Tensor w1t;  ///< [B * heads, headDim, hidden] = w1^T
};
FastProducts productsOf(const torch::Tensor& stacked, torch::ScalarType type);

/// Keys, values [B * heads, n, headDim] and learned rates [B * heads, n, 3] of some tokens.
struct FastInputs {
  torch::Tensor k, v, rates;
};

/// Stacked gradient sums G over the tokens at fixed weights (method.md 1.6). Sums over token groups of one chunk add up exactly.
torch::Tensor gradientSum(const FastProducts& fast, const FastInputs& inputs);

/// f(q) = (SiLU(q w0) * (q w2)) w1, [B * heads, n, headDim].
torch::Tensor applyFast(const FastProducts& fast, const torch::Tensor& q);

/// Muon's orthogonalisation (method.md 1.7) of [..., rows, columns].
torch::Tensor newtonSchulz(const torch::Tensor& gradient, int steps, bool bfloat16);

/// Norms that each chunk restores, captured from the weights a forward pass starts with (method.md 1.8); no gradient flows
/// through them.
struct FastNorms {
  torch::Tensor n02;  ///< [B * heads, 2, 1, hidden]
  torch::Tensor n1;   ///< [B * heads, headDim, 1]
};
FastNorms captureNorms(const torch::Tensor& stacked);

struct StepOptions {
  const ModelConfig* config = nullptr;
  bool newtonSchulzBfloat16 = true;
  int64_t heads = 1;
};
/// One chunk's step (method.md 2.2; the paper profile differs as in 2.6): returns the new stacked weights and replaces `elastic`.
/// Out of place.
torch::Tensor takeStep(const torch::Tensor& stacked, const torch::Tensor& gradient, const FastNorms& norms, ElasticStack& elastic,
                       const StepOptions& options);

}  // namespace fsm::model
