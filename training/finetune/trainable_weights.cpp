#include "training/finetune/trainable_weights.h"

#include <ATen/CPUGeneratorImpl.h>

#include <cmath>

#include "training/finetune/estimate.h"

namespace fsm::training {

using torch::Tensor;

TrainableWeights::TrainableWeights(const model::Weights& base, FinetuneMode mode, int rank, uint64_t seed)
    : mode_(mode), base_(base) {
  for (auto& [name, tensor] : base_.named()) *tensor = tensor->detach().to(torch::kFloat32);
  if (mode == FinetuneMode::full) {
    learned_ = base_;
    for (auto& [name, tensor] : learned_.named()) *tensor = tensor->detach().clone().requires_grad_(true);
    return;
  }
  auto generator = at::make_generator<at::CPUGeneratorImpl>(seed);
  const auto named = base_.named();
  for (size_t place = 0; place < named.size(); ++place) {
    const Tensor& tensor = *named[place].second;
    if (tensor.dim() != 2 || !takesAddition(tensor.size(0), tensor.size(1), rank)) continue;
    // With this size of A an entry of W moves as far as an entry of B does.
    const Tensor a = at::randn({rank, tensor.size(1)}, generator, torch::kFloat32) / std::sqrt(static_cast<double>(rank));
    additions_.push_back({place, a.to(tensor.device()).requires_grad_(true),
                          torch::zeros({tensor.size(0), rank}, tensor.options()).requires_grad_(true)});
  }
}

model::Weights TrainableWeights::effective() const {
  if (mode_ == FinetuneMode::full) return learned_;
  model::Weights weights = base_;
  const auto named = weights.named();
  for (const Addition& addition : additions_) {
    Tensor& tensor = *named[addition.place].second;
    tensor = torch::addmm(tensor, addition.b, addition.a);
  }
  return weights;
}

model::Weights TrainableWeights::merged() const {
  torch::NoGradGuard noGradient;
  model::Weights weights = effective();
  for (auto& [name, tensor] : weights.named()) *tensor = tensor->detach().clone();
  return weights;
}

std::vector<AdamWParameter> TrainableWeights::parameters(double pull) const {
  std::vector<AdamWParameter> parameters;
  if (mode_ == FinetuneMode::full) {
    const auto start = base_.named(), learned = learned_.named();
    for (size_t i = 0; i < learned.size(); ++i) parameters.push_back({*learned[i].second, pull, *start[i].second});
  }
  // The way back to the base is B = 0.
  for (const Addition& addition : additions_) {
    parameters.push_back({addition.a, 0, {}});
    parameters.push_back({addition.b, pull, {}});
  }
  return parameters;
}

NamedTensors TrainableWeights::named() const {
  NamedTensors tensors;
  if (mode_ == FinetuneMode::full)
    for (const auto& [name, tensor] : learned_.named()) tensors.emplace_back(name, *tensor);
  const auto base = base_.named();
  for (const Addition& addition : additions_) {
    tensors.emplace_back(base[addition.place].first + "/a", addition.a);
    tensors.emplace_back(base[addition.place].first + "/b", addition.b);
  }
  return tensors;
}

std::vector<Tensor> TrainableWeights::gradients() const {
  std::vector<Tensor> gradients;
  for (const auto& [name, tensor] : named())
    if (tensor.grad().defined()) gradients.push_back(tensor.grad());
  return gradients;
}

void TrainableWeights::dropGradients() {
  for (auto& [name, tensor] : named()) tensor.mutable_grad() = Tensor();
}

int64_t TrainableWeights::count() const {
  int64_t sum = 0;
  for (const auto& [name, tensor] : named()) sum += tensor.numel();
  return sum;
}

}  // namespace fsm::training
