// What learns in a fine-tuning, and the weights that it makes. full: a copy of every tensor. lowRank (LoRA, Hu et al. 2021): the
// base W stays, matrices become W + B A with A [r, in] drawn once and B [out, r] from zero. W + B A is formed before each step,
// so that the network runs as it is and merging is no approximation.
#pragma once

#include <vector>

#include "reconstruction/model/weights.h"
#include "training/finetune/finetune.h"
#include "training/trainer/adamw.h"

namespace fsm::training {

class TrainableWeights {
 public:
  /// `base` is shared (where it is float32) and never written. `mode` is not automatic.
  TrainableWeights(const model::Weights& base, FinetuneMode mode, int rank, uint64_t seed);

  /// The weights as a function of what learns.
  model::Weights effective() const;
  /// The same without history, in memory of their own.
  model::Weights merged() const;

  /// What learns, for the optimiser: pulled towards the base.
  std::vector<AdamWParameter> parameters(double pull) const;
  /// The same by name, to be saved and loaded.
  NamedTensors named() const;
  std::vector<torch::Tensor> gradients() const;
  void dropGradients();
  int64_t count() const;

 private:
  struct Addition {
    size_t place = 0;    ///< in `named()` of the weights
    torch::Tensor a, b;  ///< [r, in], [out, r]
  };

  FinetuneMode mode_;
  model::Weights base_;
  model::Weights learned_;  ///< full
  std::vector<Addition> additions_;
};

}  // namespace fsm::training
