// AdamW (Loshchilov and Hutter 2019) on a list of tensors, and the clipping of gradients before a step. Nothing waits for the
// device: whether a step with gradients that are not finite is skipped is decided there.
#pragma once

#include <vector>

#include "training/trainer/tensor_state.h"

namespace fsm::training {

/// Gradients before a step, scalars on the device.
struct GradientReport {
  torch::Tensor norm;     ///< of all gradients together
  torch::Tensor applied;  ///< 1, or 0 where the norm is not finite
  torch::Tensor scale;    ///< what gradients are multiplied by, so that their norm is at most the clip
};
/// Throws internal where there is no gradient.
GradientReport reportOf(const std::vector<torch::Tensor>& gradients, double clip);

struct AdamWParameter {
  torch::Tensor tensor;  ///< a leaf, float32
  double decay = 0;      ///< decoupled: each step takes `rate * decay` of the way to the anchor
  torch::Tensor anchor;  ///< of `tensor`'s shape; undefined: zero
};

class AdamW {
 public:
  AdamW() = default;
  explicit AdamW(std::vector<AdamWParameter> parameters);

  /// Changes the tensors by their gradients (a missing one counts as zero), which stay. With `applied` 0 nothing changes.
  void step(double rate, const GradientReport& report);
  /// Moments and count, under "adam/".
  NamedTensors state() const;

 private:
  /// Parameters that are updated together: as few operations as possible, without copies of everything at once.
  struct Run {
    size_t begin = 0, end = 0;    ///< parameters
    torch::Tensor first, second;  ///< views of the whole
  };
  void step(const Run& run, double rate, const GradientReport& report);

  std::vector<AdamWParameter> parameters_;
  std::vector<Run> runs_;
  torch::Tensor first_, second_, steps_;  ///< flat over the parameters; steps: one number
};

}  // namespace fsm::training
