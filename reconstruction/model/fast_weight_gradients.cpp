#include "reconstruction/model/fast_weight_gradients.h"

namespace fsm::model {

using torch::Tensor;
using torch::autograd::AutogradContext;
using torch::autograd::Function;
using torch::autograd::tensor_list;

namespace {

constexpr double kA = 3.4445, kB = -4.7750, kC = 2.0315;
constexpr double kNormEpsilon = 1e-5;

struct TransposedProduct : Function<TransposedProduct> {
  static Tensor forward(AutogradContext* ctx, const Tensor& a, const Tensor& b) {
    ctx->save_for_backward({a, b});
    return torch::bmm(a.mT(), b);
  }
  static tensor_list backward(AutogradContext* ctx, const tensor_list& gradients) {
    const auto saved = ctx->get_saved_variables();
    return {torch::bmm(saved[1], gradients[0].mT()), torch::bmm(saved[0], gradients[0])};
  }
};

struct Iterations : Function<Iterations> {
  static Tensor forward(AutogradContext* ctx, const Tensor& input, int64_t steps) {
    Tensor x = input;
    tensor_list saved;
    for (int64_t i = 0; i < steps; ++i) {
      const Tensor gram = torch::bmm(x, x.mT());
      const Tensor polynomial = torch::baddbmm(gram, gram, gram, kB, kC);
      saved.insert(saved.end(), {x, gram, polynomial});
      x = torch::baddbmm(x, polynomial, x, kA, 1.0);
    }
    ctx->save_for_backward(saved);
    return x;
  }
  // With P = bA + cA^2 and Y = aX + PX: dP = dY X^T, S = dP + dP^T, dX = a dY + P dY + (bS + c(SA + AS)) X, for A and P are
  // symmetric.
  static tensor_list backward(AutogradContext* ctx, const tensor_list& gradients) {
    const auto saved = ctx->get_saved_variables();
    Tensor dy = gradients[0];
    for (size_t i = saved.size(); i >= 3; i -= 3) {
      const Tensor &x = saved[i - 3], &gram = saved[i - 2], &polynomial = saved[i - 1];
      const Tensor dp = torch::bmm(dy, x.mT());
      const Tensor s = dp + dp.mT();
      const Tensor inner = torch::baddbmm(torch::baddbmm(s, s, gram, kB, kC), gram, s, 1.0, kC);
      dy = torch::baddbmm(torch::baddbmm(dy, polynomial, dy, kA, 1.0), inner, x, 1.0, 1.0);
    }
    return {dy, Tensor()};
  }
};

/// The three matrices of a stack with the dimension that their norms run over.
constexpr std::pair<int64_t, int64_t> kMatrices[] = {{0, -2}, {1, -1}, {2, -2}};

Tensor targetOf(int64_t matrix, const Tensor& n02, const Tensor& n1) { return matrix == 1 ? n1 : n02.select(1, matrix / 2); }

struct RestoreNorms : Function<RestoreNorms> {
  static Tensor forward(AutogradContext* ctx, const Tensor& stacked, const Tensor& n02, const Tensor& n1) {
    Tensor out = torch::empty_like(stacked);
    tensor_list saved{stacked};
    for (const auto& [matrix, dim] : kMatrices) {
      const Tensor w = stacked.select(1, matrix), norm = w.norm(2, {dim}, true);
      const Tensor scale = targetOf(matrix, n02, n1) / (norm + kNormEpsilon);
      Tensor slot = out.select(1, matrix);
      torch::mul_out(slot, w, scale);
      saved.insert(saved.end(), {norm, scale});
    }
    ctx->save_for_backward(saved);
    return out;
  }
  // y = w t / (n + e): dw = dy s - w (dy . w) s / (n (n + e)), s = t / (n + e).
  static tensor_list backward(AutogradContext* ctx, const tensor_list& gradients) {
    const auto saved = ctx->get_saved_variables();
    Tensor out = torch::empty_like(saved[0]);
    for (const auto& [matrix, dim] : kMatrices) {
      const Tensor w = saved[0].select(1, matrix), dy = gradients[0].select(1, matrix);
      const Tensor &norm = saved[static_cast<size_t>(1 + 2 * matrix)], &scale = saved[static_cast<size_t>(2 + 2 * matrix)];
      const Tensor pull = -(dy * w).sum(dim, true) * scale / (norm.clamp_min(1e-30) * (norm + kNormEpsilon));
      Tensor slot = out.select(1, matrix);
      torch::mul_out(slot, dy, scale);
      slot.addcmul_(w, pull);
    }
    return {out, Tensor(), Tensor()};
  }
};

}  // namespace

Tensor transposedProduct(const Tensor& a, const Tensor& b) { return TransposedProduct::apply(a, b); }

Tensor newtonSchulzIterations(const Tensor& x, int steps) { return Iterations::apply(x, int64_t{steps}); }

Tensor restoreNorms(const Tensor& stacked, const Tensor& n02, const Tensor& n1) { return RestoreNorms::apply(stacked, n02, n1); }

}  // namespace fsm::model
