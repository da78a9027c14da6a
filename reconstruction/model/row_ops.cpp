// Chooses between the plain and the fused way, and gives the fused kernels their backward passes.
#include "reconstruction/model/row_ops.h"

#include <c10/cuda/CUDAStream.h>

#include "reconstruction/model/kernels/fused_kernels.h"

namespace fsm::model {

namespace {

using kernels::Bfloat16;
using torch::Tensor;
using torch::autograd::AutogradContext;
using torch::autograd::Function;
using torch::autograd::tensor_list;

constexpr float kLayerNormEpsilon = 1e-5f;
constexpr float kAttentionEpsilon = 1.1920928955078125e-07f;

kernels::Stream stream(const Tensor& t) { return c10::cuda::getCurrentCUDAStream(t.get_device()).stream(); }
Bfloat16* bits(const Tensor& t) { return reinterpret_cast<Bfloat16*>(t.data_ptr()); }
float* floats(const Tensor& t) { return t.data_ptr<float>(); }
Tensor like(const Tensor& t, torch::IntArrayRef shape, torch::ScalarType type) {
  return torch::empty(shape, t.options().dtype(type));
}

bool fusable(const Tensor& x) { return x.is_cuda() && x.scalar_type() == torch::kBFloat16; }

/// A gradient that may be undefined, as a contiguous bfloat16 tensor of `shape`.
Tensor gradientOf(const Tensor& gradient, const Tensor& shape, torch::IntArrayRef sizes) {
  return gradient.defined() ? gradient.contiguous() : torch::zeros(sizes, shape.options().dtype(torch::kBFloat16));
}

struct LayerNormFunction : Function<LayerNormFunction> {
  static Tensor forward(AutogradContext* ctx, const Tensor& input, const Tensor& weight) {
    const Tensor x = input.contiguous();
    const int64_t d = x.size(-1), rows = x.numel() / d;
    Tensor y = like(x, x.sizes(), torch::kBFloat16), mean = like(x, {rows}, torch::kFloat32),
           rstd = like(x, {rows}, torch::kFloat32);
    kernels::layerNormForward(floats(x), floats(weight), bits(y), floats(mean), floats(rstd), rows, static_cast<int>(d),
                              kLayerNormEpsilon, stream(x));
    ctx->save_for_backward({x, weight, mean, rstd});
    return y;
  }
  static tensor_list backward(AutogradContext* ctx, const tensor_list& gradients) {
    const auto saved = ctx->get_saved_variables();
    const Tensor &x = saved[0], &weight = saved[1], dy = gradients[0].contiguous();
    Tensor dx = torch::empty_like(x), dw = torch::zeros_like(weight);
    const int64_t d = x.size(-1), rows = x.numel() / d;
    kernels::layerNormBackward(bits(dy), floats(x), floats(weight), floats(saved[2]), floats(saved[3]), floats(dx), floats(dw),
                               rows, static_cast<int>(d), stream(x));
    return {dx, dw};
  }
};

struct RmsNormFunction : Function<RmsNormFunction> {
  static Tensor forward(AutogradContext* ctx, const Tensor& input, const Tensor& weight, double eps) {
    const Tensor x = input.contiguous();
    const int64_t d = x.size(-1), rows = x.numel() / d;
    Tensor y = torch::empty_like(x), rstd = like(x, {rows}, torch::kFloat32);
    kernels::rmsNormForward(bits(x), floats(weight), bits(y), floats(rstd), rows, static_cast<int>(d), static_cast<float>(eps),
                            stream(x));
    ctx->save_for_backward({x, weight, rstd});
    return y;
  }
  static tensor_list backward(AutogradContext* ctx, const tensor_list& gradients) {
    const auto saved = ctx->get_saved_variables();
    const Tensor &x = saved[0], &weight = saved[1], dy = gradients[0].contiguous();
    Tensor dx = torch::empty_like(x), dw = torch::zeros_like(weight);
    const int64_t d = x.size(-1), rows = x.numel() / d;
    kernels::rmsNormBackward(bits(dy), bits(x), floats(weight), floats(saved[2]), bits(dx), floats(dw), rows, static_cast<int>(d),
                             stream(x));
    return {dx, dw, Tensor()};
  }
};

struct AttentionInputsFunction : Function<AttentionInputsFunction> {
  static tensor_list forward(AutogradContext* ctx, const Tensor& input, const Tensor& qWeight, const Tensor& kWeight) {
    const Tensor qkv = input.contiguous();
    const int64_t tokens = qkv.size(0), heads = qkv.size(2), d = qkv.size(3);
    tensor_list out;
    for (int i = 0; i < 3; ++i) out.push_back(like(qkv, {tokens, heads, d}, torch::kBFloat16));
    Tensor rstd = like(qkv, {tokens, 2, heads}, torch::kFloat32);
    kernels::attentionInputsForward(bits(qkv), floats(qWeight), floats(kWeight), bits(out[0]), bits(out[1]), bits(out[2]),
                                    floats(rstd), tokens, static_cast<int>(heads), static_cast<int>(d), kAttentionEpsilon,
                                    stream(qkv));
    ctx->save_for_backward({qkv, qWeight, kWeight, rstd});
    return out;
  }
  static tensor_list backward(AutogradContext* ctx, const tensor_list& gradients) {
    const auto saved = ctx->get_saved_variables();
    const Tensor& qkv = saved[0];
    const int64_t tokens = qkv.size(0), heads = qkv.size(2), d = qkv.size(3);
    Tensor g[3];
    for (int i = 0; i < 3; ++i) g[i] = gradientOf(gradients[i], qkv, {tokens, heads, d});
    Tensor dqkv = torch::empty_like(qkv), dqw = torch::zeros_like(saved[1]), dkw = torch::zeros_like(saved[2]);
    kernels::attentionInputsBackward(bits(g[0]), bits(g[1]), bits(g[2]), bits(qkv), floats(saved[1]), floats(saved[2]),
                                     floats(saved[3]), bits(dqkv), floats(dqw), floats(dkw), tokens, static_cast<int>(heads),
                                     static_cast<int>(d), stream(qkv));
    return {dqkv, dqw, dkw};
  }
};

struct SiluUnitFunction : Function<SiluUnitFunction> {
  static tensor_list forward(AutogradContext* ctx, const Tensor& input) {
    const Tensor x = input.contiguous();
    const int64_t batch = x.size(0), tokens = x.size(1), parts = x.size(2), heads = x.size(3), d = x.size(4);
    tensor_list out;
    Bfloat16* pointers[3] = {};
    for (int64_t i = 0; i < parts; ++i) {
      out.push_back(like(x, {batch * heads, tokens, d}, torch::kBFloat16));
      pointers[i] = bits(out.back());
    }
    kernels::siluUnitForward(bits(x), pointers, batch, tokens, static_cast<int>(parts), static_cast<int>(heads),
                             static_cast<int>(d), stream(x));
    ctx->save_for_backward({x});
    return out;
  }
  static tensor_list backward(AutogradContext* ctx, const tensor_list& gradients) {
    const Tensor x = ctx->get_saved_variables()[0];
    const int64_t batch = x.size(0), tokens = x.size(1), parts = x.size(2), heads = x.size(3), d = x.size(4);
    tensor_list kept;
    const Bfloat16* pointers[3] = {};
    for (int64_t i = 0; i < parts; ++i) {
      kept.push_back(gradientOf(gradients[i], x, {batch * heads, tokens, d}));
      pointers[i] = bits(kept.back());
    }
    Tensor dx = torch::empty_like(x);
    kernels::siluUnitBackward(pointers, bits(x), bits(dx), batch, tokens, static_cast<int>(parts), static_cast<int>(heads),
                              static_cast<int>(d), stream(x));
    return {dx};
  }
};

struct SwigluFunction : Function<SwigluFunction> {
  static Tensor forward(AutogradContext* ctx, const Tensor& input) {
    const Tensor gu = input.contiguous();
    const int64_t h = gu.size(-1) / 2, rows = gu.numel() / (2 * h);
    std::vector<int64_t> shape = gu.sizes().vec();
    shape.back() = h;
    Tensor a = like(gu, shape, torch::kBFloat16);
    kernels::swigluForward(bits(gu), bits(a), rows, static_cast<int>(h), stream(gu));
    ctx->save_for_backward({gu});
    return a;
  }
  static tensor_list backward(AutogradContext* ctx, const tensor_list& gradients) {
    const Tensor gu = ctx->get_saved_variables()[0], da = gradients[0].contiguous();
    const int64_t h = gu.size(-1) / 2, rows = gu.numel() / (2 * h);
    Tensor dgu = torch::empty_like(gu);
    kernels::swigluBackward(bits(da), bits(gu), bits(dgu), rows, static_cast<int>(h), stream(gu));
    return {dgu};
  }
};

struct UpdateTermsFunction : Function<UpdateTermsFunction> {
  static tensor_list forward(AutogradContext* ctx, const Tensor& guInput, const Tensor& deltaInput, const Tensor& ratesInput) {
    const Tensor gu = guInput.contiguous(), delta = deltaInput.contiguous(), rates = ratesInput.contiguous();
    const int64_t h = delta.size(-1), rows = delta.numel() / h;
    Tensor hidden = torch::empty_like(delta), deltas = torch::empty_like(gu);
    kernels::updateTermsForward(bits(gu), bits(delta), floats(rates), bits(hidden), bits(deltas), rows, static_cast<int>(h),
                                stream(gu));
    ctx->save_for_backward({gu, delta, rates});
    return {hidden, deltas};
  }
  static tensor_list backward(AutogradContext* ctx, const tensor_list& gradients) {
    const auto saved = ctx->get_saved_variables();
    const Tensor &gu = saved[0], &delta = saved[1], &rates = saved[2];
    const Tensor dHidden = gradientOf(gradients[0], gu, delta.sizes()), dDeltas = gradientOf(gradients[1], gu, gu.sizes());
    Tensor dgu = torch::empty_like(gu), dDelta = torch::empty_like(delta), dRates = torch::empty_like(rates);
    const int64_t h = delta.size(-1), rows = delta.numel() / h;
    kernels::updateTermsBackward(bits(dHidden), bits(dDeltas), bits(gu), bits(delta), floats(rates), bits(dgu), bits(dDelta),
                                 floats(dRates), rows, static_cast<int>(h), stream(gu));
    return {dgu, dDelta, dRates};
  }
};

}  // namespace

Tensor layerNorm(const Tensor& x, const Tensor& weight, torch::ScalarType type) {
  const bool fused =
      x.is_cuda() && x.scalar_type() == torch::kFloat32 && type == torch::kBFloat16 && kernels::isSupportedRowWidth(x.size(-1));
  return fused ? LayerNormFunction::apply(x, weight) : plain::layerNorm(x, weight, type);
}

Tensor rmsNorm(const Tensor& x, const Tensor& weight, double eps) {
  return fusable(x) && kernels::isSupportedRowWidth(x.size(-1)) ? RmsNormFunction::apply(x, weight, eps)
                                                                : plain::rmsNorm(x, weight, eps);
}

AttentionInputs attentionInputs(const Tensor& qkv, const Tensor& qWeight, const Tensor& kWeight) {
  if (!fusable(qkv) || !kernels::isSupportedRowWidth(qkv.size(-1))) return plain::attentionInputs(qkv, qWeight, kWeight);
  const tensor_list out = AttentionInputsFunction::apply(qkv, qWeight, kWeight);
  return {out[0], out[1], out[2]};
}

std::vector<Tensor> siluUnit(const Tensor& x) {
  return fusable(x) && x.size(-1) % 2 == 0 ? SiluUnitFunction::apply(x) : plain::siluUnit(x);
}

Tensor swiglu(const Tensor& gu) { return fusable(gu) && gu.size(-1) % 4 == 0 ? SwigluFunction::apply(gu) : plain::swiglu(gu); }

UpdateTerms updateTerms(const Tensor& gu, const Tensor& delta, const Tensor& rates) {
  if (!fusable(gu) || gu.size(-1) % 4 != 0) return plain::updateTerms(gu, delta, rates);
  const tensor_list out = UpdateTermsFunction::apply(gu, delta, rates);
  return {out[0], out[1]};
}

}  // namespace fsm::model
