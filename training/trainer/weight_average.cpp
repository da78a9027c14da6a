#include "training/trainer/weight_average.h"

namespace fsm::training {

WeightAverage::WeightAverage(const model::Weights& weights) : average_(weights) {
  for (auto& [name, tensor] : average_.named()) *tensor = tensor->detach().to(torch::kFloat32).clone();
}

void WeightAverage::update(const model::Weights& weights, double decay) {
  torch::NoGradGuard noGradient;
  std::vector<torch::Tensor> averages, current;
  for (auto& [name, tensor] : average_.named()) averages.push_back(*tensor);
  for (const auto& [name, tensor] : weights.named()) current.push_back(tensor->detach());
  at::_foreach_lerp_(averages, current, 1 - decay);
}

}  // namespace fsm::training
