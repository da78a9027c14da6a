#include "reconstruction/model/block.h"

#include <algorithm>
#include <cmath>

#include "reconstruction/model/row_ops.h"

namespace fsm::model {

using torch::Tensor;

Tensor Block::attend(const Tensor& x) const {
  const int64_t views = x.size(0), tokens = x.size(1), d = x.size(2), headDim = config_.attentionHeadDim, heads = d / headDim;
  const Tensor qkv = linear(layerNorm(x, w_.attnNorm, options_.type), w_.qkv).view({views * tokens, 3, heads, headDim});
  const AttentionInputs in = attentionInputs(qkv, w_.qNorm, w_.kNorm);
  const auto perView = [&](const Tensor& t) { return t.view({views, tokens, heads, headDim}).transpose(1, 2); };
  const Tensor q = perView(in.q), k = perView(in.k), v = in.v.reshape({views, tokens, heads, headDim}).transpose(1, 2);
  const Tensor out = torch::scaled_dot_product_attention(q, k, v).transpose(1, 2).reshape({views, tokens, d});
  return x + linear(out, w_.attnOut);
}

Tensor Block::rates(const Tensor& normed, const Tensor& mask, torch::ScalarType type) const {
  const int64_t batch = normed.size(0), tokens = normed.size(1), nh = heads();
  const double shift = std::log(std::expm1(config_.baseLearningRate));  // inverse softplus of the base rate
  const Tensor raw = torch::linear(normed, w_.rateWeight.to(normed.scalar_type())).to(type) + (w_.rateBias.to(type) + shift);
  Tensor eta = torch::softplus(raw).view({batch, tokens, 3, nh});
  if (mask.defined()) eta = eta * mask.to(type).view({batch, tokens, 1, 1});
  return eta.permute({0, 3, 1, 2}).reshape({batch * nh, tokens, 3});
}

Tensor Block::splitHeads(const Tensor& projected, int64_t parts) const {
  return projected.view({projected.size(0), projected.size(1), parts, heads(), config_.fastHeadDim});
}

FastInputs Block::updateInputs(const Tensor& x, const Tensor& mask) const {
  const Tensor normed = layerNorm(x, w_.fastNorm, options_.type);
  const auto parts = siluUnit(splitHeads(linear(normed, w_.fastQkv.slice(0, config_.dim)), 2));
  return {parts[0], parts[1], rates(normed, mask, x.scalar_type())};
}

Tensor Block::queries(const Tensor& x) const {
  const Tensor normed = layerNorm(x, w_.fastNorm, options_.type);
  return siluUnit(splitHeads(linear(normed, w_.fastQkv.slice(0, 0, config_.dim)), 1))[0];
}

std::pair<FastInputs, Tensor> Block::updateInputsAndQueries(const Tensor& x, const Tensor& mask) const {
  const Tensor normed = layerNorm(x, w_.fastNorm, options_.type);
  const auto parts = siluUnit(splitHeads(linear(normed, w_.fastQkv), 3));
  return {{parts[1], parts[2], rates(normed, mask, x.scalar_type())}, parts[0]};
}

Tensor Block::finish(const Tensor& x, const Tensor& q, const FastProducts& fast) const {
  const int64_t batch = x.size(0), tokens = x.size(1), nh = heads();
  const Tensor normed = rmsNorm(applyFast(fast, q), w_.outNorm, 1e-5);
  const Tensor joined =
      nh == 1 ? normed
              : normed.view({batch, nh, tokens, config_.fastHeadDim}).transpose(1, 2).reshape({batch, tokens, config_.dim});
  const Tensor y = x + linear(joined, w_.fastOut);
  const Tensor hidden = torch::gelu(linear(layerNorm(y, w_.mlpNorm, options_.type), w_.mlpIn));
  return y + linear(hidden, w_.mlpOut);
}

Tensor Block::initialFast(int64_t batch) const { return stackFast({w_.w0, w_.w1, w_.w2}).repeat({batch, 1, 1, 1}); }

Tensor Block::step(const Tensor& stacked, const Tensor& gradient, const FastNorms& norms, ElasticStack& elastic) const {
  return takeStep(stacked, gradient, norms, elastic, {&config_, options_.newtonSchulzBfloat16, heads()});
}

ElasticStack officialElastic(const Weights& weights, int64_t batch) {
  const auto& stored = weights.storedElastic;
  const BlockWeights& first = weights.blocks.front();
  Tensor anchor = stackFast(stored.anchor.w0.defined() ? stored.anchor : FastWeights{first.w0, first.w1, first.w2}).detach();
  Tensor importance = stored.importance.w0.defined() ? stackFast(stored.importance) : torch::full_like(anchor, 1e-6);
  return {anchor.repeat_interleave(batch, 0), importance.repeat_interleave(batch, 0)};
}

ElasticStack ownElastic(const Tensor& stacked) { return {stacked.detach(), torch::full_like(stacked, 1e-6)}; }

std::vector<std::pair<int64_t, int64_t>> chunkRanges(const ModelConfig& config, int64_t tokens, int64_t perView) {
  const int64_t size = config.chunkViews > 0 ? config.chunkViews * perView : config.chunkTokens > 0 ? config.chunkTokens : tokens;
  std::vector<std::pair<int64_t, int64_t>> ranges;
  for (int64_t begin = 0; begin < tokens; begin += size) ranges.emplace_back(begin, std::min(begin + size, tokens));
  return ranges;
}

}  // namespace fsm::model
