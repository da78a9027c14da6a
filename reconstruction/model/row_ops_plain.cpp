// The reference: LibTorch operations that follow the formulas. Low-precision inputs are computed in float32 and rounded once.
#include "reconstruction/model/row_ops.h"

namespace fsm::model::plain {

namespace {

constexpr double kUnitEpsilon = 1e-5;
constexpr double kAttentionEpsilon = 1.1920928955078125e-07;

torch::Tensor wide(const torch::Tensor& x) {
  return x.scalar_type() == torch::kBFloat16 || x.scalar_type() == torch::kHalf ? x.to(torch::kFloat32) : x;
}

}  // namespace

torch::Tensor layerNorm(const torch::Tensor& x, const torch::Tensor& weight, torch::ScalarType type) {
  return torch::layer_norm(x, {x.size(-1)}, weight, {}, 1e-5).to(type);
}

torch::Tensor rmsNorm(const torch::Tensor& x, const torch::Tensor& weight, double eps) {
  const torch::Tensor w = wide(x);
  return (w * torch::rsqrt(w.square().mean(-1, true) + eps) * weight).to(x.scalar_type());
}

AttentionInputs attentionInputs(const torch::Tensor& qkv, const torch::Tensor& qWeight, const torch::Tensor& kWeight) {
  return {rmsNorm(qkv.select(1, 0), qWeight, kAttentionEpsilon), rmsNorm(qkv.select(1, 1), kWeight, kAttentionEpsilon),
          qkv.select(1, 2)};
}

std::vector<torch::Tensor> siluUnit(const torch::Tensor& x) {
  const int64_t batch = x.size(0), tokens = x.size(1), parts = x.size(2), heads = x.size(3), d = x.size(4);
  std::vector<torch::Tensor> out;
  for (int64_t part = 0; part < parts; ++part) {
    torch::Tensor a = torch::silu(wide(x.select(2, part)));
    if (parts < 2 || part < parts - 1) a = a / (a.norm(2, {-1}, true) + kUnitEpsilon);
    out.push_back(a.to(x.scalar_type()).transpose(1, 2).reshape({batch * heads, tokens, d}));
  }
  return out;
}

torch::Tensor swiglu(const torch::Tensor& gu) {
  const auto halves = wide(gu).chunk(2, -1);
  return (torch::silu(halves[0]) * halves[1]).to(gu.scalar_type());
}

UpdateTerms updateTerms(const torch::Tensor& gu, const torch::Tensor& delta, const torch::Tensor& rates) {
  const auto halves = wide(gu).chunk(2, -1);
  const torch::Tensor &g = halves[0], &u = halves[1], d = wide(delta);
  const torch::Tensor s = torch::sigmoid(g), f = g * s, slope = s * (1 + g * (1 - s));
  const torch::Tensor r0 = rates.slice(-1, 0, 1), r1 = rates.slice(-1, 1, 2), r2 = rates.slice(-1, 2, 3);
  return {(r1 * f * u).to(gu.scalar_type()), torch::cat({r0 * d * u * slope, r2 * d * f}, -1).to(gu.scalar_type())};
}

}  // namespace fsm::model::plain
