#include "training/losses/image_losses.h"

namespace fsm::training {
namespace {

/// Of one scale: the gradient is linear, so it is taken once, of the difference.
torch::Tensor gradientSum(const torch::Tensor& difference) {
  const int64_t height = difference.size(-2), width = difference.size(-1);
  torch::Tensor sum = difference.new_zeros({});
  if (width > 1) sum = sum + (difference.narrow(-1, 1, width - 1) - difference.narrow(-1, 0, width - 1)).abs().mean();
  if (height > 1) sum = sum + (difference.narrow(-2, 1, height - 1) - difference.narrow(-2, 0, height - 1)).abs().mean();
  return sum;
}

}  // namespace

torch::Tensor squaredError(const torch::Tensor& prediction, const torch::Tensor& truth) {
  return (prediction - truth).square().mean();
}

torch::Tensor gradientError(const torch::Tensor& prediction, const torch::Tensor& truth) {
  const torch::Tensor difference = (prediction - truth).flatten(0, -4);
  torch::Tensor full = gradientSum(difference);
  if (difference.size(-1) < 2 || difference.size(-2) < 2) return full;
  return 0.5 * (full + gradientSum(torch::avg_pool2d(difference, 2)));
}

}  // namespace fsm::training
