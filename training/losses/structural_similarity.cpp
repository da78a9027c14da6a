#include "training/losses/structural_similarity.h"

#include <algorithm>
#include <cmath>

namespace fsm::training {

using torch::Tensor;

namespace {

constexpr int64_t kWindow = 11;
constexpr double kSigma = 1.5, kC1 = 0.01 * 0.01, kC2 = 0.03 * 0.03;

int64_t fittingWindow(int64_t side) { return std::min(kWindow, side - (side + 1) % 2); }

Tensor window(int64_t width, const Tensor& like) {
  const Tensor x = torch::arange(width, like.options()) - static_cast<double>(width - 1) / 2;
  const Tensor weights = (x.square() / (-2 * kSigma * kSigma)).exp();
  return weights / weights.sum();
}

/// Each of the planes [C, H, W] blurred by the separable window; only positions where all of it lies inside.
Tensor blurred(const Tensor& planes, const Tensor& rows, const Tensor& columns) {
  const int64_t count = planes.size(0);
  const Tensor down = rows.view({1, 1, -1, 1}).expand({count, 1, -1, 1});
  const Tensor across = columns.view({1, 1, 1, -1}).expand({count, 1, 1, -1});
  const auto filter = [&](const Tensor& x, const Tensor& kernel) {
    return torch::conv2d(x, kernel, Tensor(), at::IntArrayRef{1}, at::IntArrayRef{0}, at::IntArrayRef{1}, count);
  };
  return filter(filter(planes.unsqueeze(0), down), across).squeeze(0);
}

}  // namespace

Tensor structuralSimilarity(const Tensor& prediction, const Tensor& truth) {
  const Tensor rows = window(fittingWindow(prediction.size(1)), truth);
  const Tensor columns = window(fittingWindow(prediction.size(2)), truth);
  const Tensor products = torch::cat({prediction, truth, prediction.square(), truth.square(), prediction * truth});
  const std::vector<Tensor> means = blurred(products, rows, columns).chunk(5);
  const Tensor &x = means[0], &y = means[1];
  const auto samples = static_cast<double>(rows.numel() * columns.numel());
  // One pixel has no variance: its factor would be infinite.
  const double unbiased = samples / std::max(1.0, samples - 1);
  const Tensor varianceX = unbiased * (means[2] - x * x), varianceY = unbiased * (means[3] - y * y);
  const Tensor covariance = unbiased * (means[4] - x * y);
  const Tensor index = ((2 * x * y + kC1) * (2 * covariance + kC2)) / ((x * x + y * y + kC1) * (varianceX + varianceY + kC2));
  return index.mean();
}

}  // namespace fsm::training
