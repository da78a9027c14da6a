// The exposure of each physical camera as an affine map of colours, optimised beside the Gaussians: rgb' = M rgb + b. Its gauge:
// over the cameras of a rig the maps have the identity as their mean (else the scene's own colours could drift along), so that a
// single camera's stays the identity.
#pragma once

#include <vector>

#include "reconstruction/core/metrics.h"
#include "training/trainer/tensor_state.h"

namespace fsm::training {

class CameraColours {
 public:
  CameraColours(int cameras, torch::Device device);

  /// [3, 4]; a leaf that takes gradients where there is something to fit.
  const torch::Tensor& of(int camera) const { return maps_.at(static_cast<size_t>(camera)); }
  bool fitted() const { return maps_.size() > 1; }
  /// One step of Adam for `camera`, whose gradient is dropped.
  void step(int camera, double rate);
  void dropGradient(int camera) { maps_.at(static_cast<size_t>(camera)).mutable_grad() = torch::Tensor(); }
  std::vector<ColourFit> fits() const;

  /// To be saved, and to be loaded in place.
  NamedTensors state() const;

 private:
  void fixGauge();

  std::vector<torch::Tensor> maps_;
  torch::Tensor first_, second_, steps_;  ///< [C, 3, 4], [C]
};

/// Images [3, H, W] through a map [3, 4].
torch::Tensor mapped(const torch::Tensor& image, const torch::Tensor& map);

}  // namespace fsm::training
