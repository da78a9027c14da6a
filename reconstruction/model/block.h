// One LaCT block (method.md 1.4 - 1.9): per-view attention, the fast-weight layer, the MLP, each a residual sub-layer.
#pragma once

#include "reconstruction/model/fast_weights.h"

namespace fsm::model {

struct BlockOptions {
  torch::ScalarType type = torch::kFloat32;  ///< of the matrix products
  bool newtonSchulzBfloat16 = true;
};

class Block {
 public:
  Block(const ModelConfig& config, const BlockWeights& weights, const BlockOptions& options)
      : config_(config), w_(weights), options_(options) {}

  /// x [R, P, d], one row a view: x + attention(LN(x)). Attention never crosses a view.
  torch::Tensor attend(const torch::Tensor& x) const;

  /// Keys, values and rates of tokens [B, n, d]; `mask` [B, n] or undefined multiplies the rates.
  FastInputs updateInputs(const torch::Tensor& x, const torch::Tensor& mask) const;
  /// Queries [B * heads, n, headDim] of tokens [B, n, d].
  torch::Tensor queries(const torch::Tensor& x) const;
  /// Both from one projection, for whole-sequence (training) passes.
  std::pair<FastInputs, torch::Tensor> updateInputsAndQueries(const torch::Tensor& x, const torch::Tensor& mask) const;

  /// Tokens [B, n, d] through the rest of the block: x + c_proj(RMSNorm(f(q))), then x + MLP(LN(x)).
  torch::Tensor finish(const torch::Tensor& x, const torch::Tensor& q, const FastProducts& fast) const;

  /// Learned initial fast weights, stacked and repeated over the batch (batch-major).
  torch::Tensor initialFast(int64_t batch) const;
  torch::Tensor step(const torch::Tensor& stacked, const torch::Tensor& gradient, const FastNorms& norms,
                     ElasticStack& elastic) const;

  int64_t heads() const { return config_.dim / config_.fastHeadDim; }
  torch::ScalarType type() const { return options_.type; }

 private:
  torch::Tensor linear(const torch::Tensor& x, const torch::Tensor& weight) const {
    return torch::linear(x, weight.to(options_.type));
  }
  torch::Tensor rates(const torch::Tensor& normed, const torch::Tensor& mask, torch::ScalarType type) const;
  torch::Tensor splitHeads(const torch::Tensor& projected, int64_t parts) const;

  const ModelConfig& config_;
  const BlockWeights& w_;
  BlockOptions options_;
};

/// First elastic state of a pass over a batch: the official one (one set from block 0, heads-major over a batch: method.md 2.3)
/// or a block's own.
ElasticStack officialElastic(const Weights& weights, int64_t batch);
ElasticStack ownElastic(const torch::Tensor& stacked);

/// Token ranges [begin, end) of the chunks of `tokens` input tokens with `perView` tokens a view.
std::vector<std::pair<int64_t, int64_t>> chunkRanges(const ModelConfig& config, int64_t tokens, int64_t perView);

}  // namespace fsm::model
