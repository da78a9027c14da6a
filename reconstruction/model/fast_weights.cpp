#include "reconstruction/model/fast_weights.h"

#include "reconstruction/model/fast_weight_gradients.h"
#include "reconstruction/model/row_ops.h"

namespace fsm::model {

using torch::Tensor;

Tensor stackFast(const FastWeights& fast) { return torch::stack({fast.w0, fast.w1.mT(), fast.w2}, 1); }

FastWeights unstackFast(const Tensor& stacked) {
  return {stacked.select(1, 0), stacked.select(1, 1).mT().contiguous(), stacked.select(1, 2)};
}

FastProducts productsOf(const Tensor& stacked, torch::ScalarType type) {
  const Tensor w = stacked.to(type);
  return {torch::cat({w.select(1, 0), w.select(1, 2)}, -1), w.select(1, 1)};
}

Tensor gradientSum(const FastProducts& fast, const FastInputs& in) {
  const Tensor gu = torch::bmm(in.k, fast.w02), delta = torch::bmm(in.v, fast.w1t);
  const UpdateTerms terms = updateTerms(gu, delta, in.rates);
  const Tensor g02 = transposedProduct(in.k, terms.deltas), g1 = transposedProduct(in.v, terms.hidden);
  const auto halves = g02.chunk(2, -1);
  return torch::stack({halves[0], g1, halves[1]}, 1);
}

Tensor applyFast(const FastProducts& fast, const Tensor& q) { return torch::bmm(swiglu(torch::bmm(q, fast.w02)), fast.w1t.mT()); }

Tensor newtonSchulz(const Tensor& gradient, int steps, bool bfloat16) {
  const bool transpose = gradient.size(-2) > gradient.size(-1);
  const Tensor wideGradient = transpose ? gradient.mT() : gradient;
  const std::vector<int64_t> shape = wideGradient.sizes().vec();
  Tensor x = wideGradient.reshape({-1, shape[shape.size() - 2], shape.back()});
  const Tensor norm =
      x.to(x.scalar_type() == torch::kBFloat16 ? torch::kFloat32 : x.scalar_type()).norm(2, {-2, -1}, true) + 1e-7;
  x = bfloat16 ? (x / norm).to(torch::kBFloat16) : x / norm;
  x = newtonSchulzIterations(x, steps).view(shape);
  return transpose ? x.mT() : x;
}

namespace {

Tensor norms02(const Tensor& stacked) {
  return torch::stack({stacked.select(1, 0), stacked.select(1, 2)}, 1).norm(2, {-2}, true);
}

/// What a chunk adds to the importance.
Tensor statistic(Importance importance, const Tensor& step, const Tensor& fromAnchor) {
  switch (importance) {
    case Importance::mas: return step.abs();
    case Importance::ewc: return step.square();
    case Importance::si: return (step * fromAnchor).abs();
  }
  return {};
}

/// Mean over the batch, per head (paper profile: "average over it").
Tensor meanOverBatch(const Tensor& t, int64_t heads) {
  const auto shape = t.sizes().vec();
  return t.view({shape[0] / heads, heads, shape[1], shape[2], shape[3]})
      .mean(0, true)
      .expand({shape[0] / heads, -1, -1, -1, -1})
      .reshape(shape);
}

}  // namespace

FastNorms captureNorms(const Tensor& stacked) {
  const Tensor w = stacked.detach();
  return {norms02(w), w.select(1, 1).norm(2, {-1}, true)};
}

Tensor takeStep(const Tensor& stacked, const Tensor& gradient, const FastNorms& norms, ElasticStack& elastic,
                const StepOptions& options) {
  const ModelConfig& config = *options.config;
  const Tensor step = newtonSchulz(gradient, config.muonSteps, options.newtonSchulzBfloat16).to(stacked.scalar_type());
  Tensor w = stacked + step;
  if (!config.elastic.enabled) return restoreNorms(w, norms.n02, norms.n1);

  const ElasticConfig& e = config.elastic;
  const Tensor fromAnchor = w - elastic.anchor;
  Tensor added = statistic(e.importance, step, fromAnchor);
  if (config.profile == Profile::paper) added = meanOverBatch(added, options.heads);
  const Tensor importance = elastic.importance * e.alpha + added * (1 - e.alpha);
  w = w - e.lambda * (config.profile == Profile::paper ? elastic.importance : importance) * fromAnchor;
  w = restoreNorms(w, norms.n02, norms.n1);
  elastic.importance = importance;
  if (e.anchor == AnchorPolicy::streaming) elastic.anchor = w;
  if (e.anchor == AnchorPolicy::streamingEma) elastic.anchor = elastic.anchor * e.beta + w * (1 - e.beta);
  return w;
}

}  // namespace fsm::model
