// A perceptual distance from SqueezeNet 1.1 features (Iandola et al. 2016; distances of deep features after Johnson et al. 2016).
// It has no learned weighting of channels, so it is none of the published calibrated metrics and its values compare only with
// themselves.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "reconstruction/model/torch_pch.h"

namespace fsm::training {

class PerceptualDistance {
 public:
  struct Convolution {
    torch::Tensor weight;  ///< [out, in, height, width]
    torch::Tensor bias;    ///< [out]
  };

  /// `layers` by the published names: "conv1", "fire2/squeeze1x1", "fire2/expand1x1", "fire2/expand3x3", ... to fire7.
  /// Products run in `type`. Throws `Error` fileDamaged naming a layer that is missing or whose shape does not fit its
  /// neighbours.
  PerceptualDistance(const std::map<std::string, Convolution>& layers, torch::Device device, torch::ScalarType type);
  /// From a MAT file of Caffe weights (height, width, in, out; BGR inputs). Throws as above and as `readMatFile`.
  static PerceptualDistance fromFile(const std::filesystem::path& path, torch::Device device, torch::ScalarType type);

  /// Feature vectors of each pixel are brought to unit length; squared differences, summed over channels, are averaged over
  /// pixels, images and layers (conv1, fire3, fire5, fire7; layers that do not exist at a small size are left out). Images [...,
  /// 3, H, W] in [0, 1], at least 8 pixels a side. Result: scalar float32 (float64 where `type` is), differentiable in
  /// `prediction`.
  torch::Tensor operator()(const torch::Tensor& prediction, const torch::Tensor& truth) const;

 private:
  torch::Tensor convolve(const torch::Tensor& input, const std::string& name, int stride, int padding) const;
  torch::Tensor fire(const torch::Tensor& input, const std::string& name) const;
  std::vector<torch::Tensor> features(const torch::Tensor& images) const;

  std::map<std::string, Convolution> layers_;
  torch::Tensor meanBgr_;
  torch::ScalarType type_;
};

}  // namespace fsm::training
