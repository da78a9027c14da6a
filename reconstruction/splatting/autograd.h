// The rasteriser as a differentiable function of LibTorch tensors. LibTorch header: for `splatting` and `training` only.
#pragma once

#include <memory>
#include <vector>

#include "reconstruction/model/torch_pch.h"
#include "reconstruction/splatting/rasteriser.h"

namespace fsm::splatting {

/// Stored parameters (scene/gaussians4d.h) of N Gaussians; float32 on the rasteriser's device. Static: the last three undefined.
struct GaussianTensors {
  torch::Tensor position;       ///< [N, 3]
  torch::Tensor logScale;       ///< [N, 3]
  torch::Tensor rotation;       ///< [N, 4]
  torch::Tensor opacityLogit;   ///< [N]
  torch::Tensor sh;             ///< [N, coefficients, 3]
  torch::Tensor time;           ///< [N]
  torch::Tensor logScaleTime;   ///< [N]
  torch::Tensor rotationRight;  ///< [N, 4]
  int shDegree = 0;
  int timeHarmonics = 0;
  double timePeriod = 2;
};

/// Of V views of one size.
struct RasterisedViews {
  torch::Tensor colour;  ///< [V, 3, H, W]
  torch::Tensor alpha;   ///< [V, H, W]
  torch::Tensor depth;   ///< [V, H, W] sum of weight * z
};

/// Which back end takes tensors of a device; one object is kept by whoever renders (its scratch memory is reused).
std::shared_ptr<Rasteriser> makeRasteriser(torch::Device device);

/// Deferred back-propagation (method.md 4.3): nothing of a view but its images is kept; the backward pass renders each view again
/// and pushes its image gradient into the parameters, so that memory does not grow with the number of views. Views are in the
/// scene's frame with normalised time. Throws as Rasteriser.
RasterisedViews rasterise(const GaussianTensors& gaussians, const std::vector<View>& views, const scene::RasterSettings& settings,
                          const std::shared_ptr<Rasteriser>& rasteriser);

}  // namespace fsm::splatting
