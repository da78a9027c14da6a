// Exponential moving average of the weights, float32 on their device: what is validated and delivered.
#pragma once

#include "reconstruction/model/weights.h"

namespace fsm::training {

class WeightAverage {
 public:
  explicit WeightAverage(const model::Weights& weights);
  /// average <- decay * average + (1 - decay) * weights
  void update(const model::Weights& weights, double decay);
  model::Weights& weights() { return average_; }
  const model::Weights& weights() const { return average_; }

 private:
  model::Weights average_;
};

}  // namespace fsm::training
