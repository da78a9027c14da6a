// What the network's tests share: small configurations, weights that matter, random views, and how two results are compared.
#pragma once

#include <QString>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "tests/model/lact_reference.h"

namespace fsm::network_tests {

using model::ForwardOptions;
using model::GaussianArrays;
using model::Trace;
using model::ViewBatch;
using model::Weights;
using torch::Tensor;

inline constexpr double kFloatBound = 1e-3;   ///< float32 against double, of the largest entry: the iteration amplifies rounding
inline constexpr double kDoubleBound = 1e-8;  ///< double against double, of the largest entry

inline ModelConfig smallConfig() {
  ModelConfig config;
  config.dim = 16;
  config.layers = 2;
  config.patch = 4;
  config.attentionHeadDim = 8;
  config.fastHeadDim = 8;
  config.interMulti = 2;
  config.chunkTokens = 12;
  config.elastic.enabled = true;
  config.elastic.lambda = 1.5;
  config.elastic.alpha = 0.3;
  config.elastic.beta = 0.7;
  return config;
}

inline Tensor toDouble(const Tensor& tensor) { return tensor.defined() ? tensor.detach().to(torch::kFloat64) : tensor; }

/// Random weights far from their initialisation, so that every tensor matters for the output.
inline Weights livelyWeights(const ModelConfig& config, uint64_t seed) {
  Weights weights = Weights::random(config, seed, torch::kCPU);
  torch::manual_seed(static_cast<int64_t>(seed));
  const torch::NoGradGuard noGrad;
  for (auto& [name, tensor] : weights.named()) {
    if (tensor->dim() == 1)
      tensor->add_(0.3 * torch::randn_like(*tensor));
    else if (!name.ends_with(".w0") && !name.ends_with(".w1") && !name.ends_with(".w2"))
      tensor->copy_(torch::randn_like(*tensor) / std::sqrt(static_cast<double>(tensor->size(-1))));
  }
  return weights;
}

/// Stored anchors and importance as a checkpoint may bring them.
inline void storeElastic(Weights& weights) {
  const auto anchor = [](const Tensor& w) { return w.detach() + 0.05 * torch::randn_like(w); };
  const auto importance = [](const Tensor& w) { return 0.02 * torch::rand_like(w); };
  const auto& first = weights.blocks[0];
  weights.storedElastic.anchor = {anchor(first.w0), anchor(first.w1), anchor(first.w2)};
  weights.storedElastic.importance = {importance(first.w0), importance(first.w1), importance(first.w2)};
}

/// The same weights in double precision with gradients asked for.
inline Weights leafWeights(const Weights& weights) {
  Weights copy = reference::inDouble(weights);
  for (auto& [name, tensor] : copy.named()) tensor->requires_grad_(true);
  return copy;
}

/// Made in double precision: a rotation that was rounded to float32 is not quite one.
inline ViewBatch randomViews(int64_t batch, int64_t views, int64_t height, int64_t width, bool images) {
  ViewBatch result;
  const Tensor rotation = std::get<0>(torch::linalg_qr(torch::randn({batch, views, 3, 3}, torch::kFloat64)));
  Tensor pose = torch::eye(4, torch::kFloat64).repeat({batch, views, 1, 1});
  pose.narrow(2, 0, 3).narrow(3, 0, 3).copy_(rotation);
  pose.narrow(2, 0, 3).select(3, 3).copy_(torch::rand({batch, views, 3}, torch::kFloat64) * 2 - 1);
  result.world_from_camera = pose;
  const Tensor focal = static_cast<double>(width) * (0.7 + 0.3 * torch::rand({batch, views, 2}, torch::kFloat64));
  const Tensor centre =
      torch::tensor({width / 2.0, height / 2.0}, torch::kFloat64) + 0.3 * torch::randn({batch, views, 2}, torch::kFloat64);
  result.fxfycxcy = torch::cat({focal, centre}, -1);
  result.time = torch::rand({batch, views}, torch::kFloat64) * 2 - 1;
  if (images) result.image = torch::rand({batch, views, 3, height, width}, torch::kFloat64);
  return result;
}

inline ViewBatch cast(const ViewBatch& views, torch::ScalarType type) {
  const auto to = [&](const Tensor& tensor) { return tensor.defined() ? tensor.to(type) : tensor; };
  return {to(views.image), to(views.world_from_camera), to(views.fxfycxcy), to(views.time), to(views.mask)};
}

inline ForwardOptions exactOptions(Trace* trace = nullptr) {
  ForwardOptions options;
  options.newtonSchulzBfloat16 = false;
  options.trace = trace;
  return options;
}

/// Largest difference over the largest entry of `expected`; infinite where shapes differ, NaN where numbers are missing.
inline double difference(const Tensor& got, const Tensor& expected) {
  if (!got.defined() || !expected.defined() || got.sizes() != expected.sizes()) return std::numeric_limits<double>::infinity();
  const Tensor reference = toDouble(expected);
  const double scale = reference.abs().max().item<double>();
  return (toDouble(got) - reference).abs().max().item<double>() / (scale > 0 ? scale : 1.0);
}

using NamedTensors = std::vector<std::pair<std::string, Tensor>>;

inline NamedTensors named(const Trace& trace, bool elastic) {
  NamedTensors all;
  const auto add = [&](const std::string& label, const model::FastWeights& fast) {
    all.insert(all.end(), {{label + " w0", fast.w0}, {label + " w1", fast.w1}, {label + " w2", fast.w2}});
  };
  for (size_t i = 0; i < trace.tokens.size(); ++i) all.emplace_back("tokens " + std::to_string(i), trace.tokens[i]);
  for (size_t i = 0; i < trace.fast.size(); ++i) add("block " + std::to_string(i), trace.fast[i]);
  if (elastic) {
    add("anchor", trace.final.anchor);
    add("importance", trace.final.importance);
  }
  return all;
}

inline NamedTensors named(const GaussianArrays& arrays) {
  return {{"xyz", arrays.xyz},
          {"t", arrays.t},
          {"features", arrays.features},
          {"scaling", arrays.scaling},
          {"scalingT", arrays.scalingT},
          {"rotation", arrays.rotation},
          {"rotationR", arrays.rotationR},
          {"opacity", arrays.opacity}};
}

/// Empty when all agree; else the first that does not.
inline QString disagreement(const NamedTensors& got, const NamedTensors& expected, double bound) {
  if (got.size() != expected.size()) return QString("%1 tensors where %2 were expected").arg(got.size()).arg(expected.size());
  for (size_t i = 0; i < got.size(); ++i) {
    const double error = difference(got[i].second, expected[i].second);
    if (!(error <= bound)) return QString("%1 differs by %2 of its largest entry").arg(got[i].first.c_str()).arg(error);
  }
  return {};
}

/// One batch of inputs and targets and the scalar that gradients are taken of.
struct Problem {
  ViewBatch inputs, targets;
  Tensor weighting;

  Problem(torch::ScalarType type, int64_t batch, int64_t inputViews, int64_t targetViews, int64_t height, int64_t width)
      : inputs(cast(randomViews(batch, inputViews, height, width, true), type)),
        targets(cast(randomViews(batch, targetViews, height, width, false), type)),
        weighting(torch::randn({batch, targetViews, 3, height, width}, torch::kFloat64)) {}

  Tensor loss(const Tensor& rendering) const { return (rendering * weighting.to(rendering.scalar_type())).sum(); }
};

}  // namespace fsm::network_tests
