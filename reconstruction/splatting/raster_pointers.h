// The arrays that go into and come out of the rasteriser, as raw pointers: the same arrays lie in std::vectors, LibTorch tensors
// and CUDA memory shared with Vulkan. Free of GLM and of the standard library's containers, so that device code includes it as it
// is.
#pragma once

#include <cstdint>

#include "reconstruction/splatting/host_device.h"

namespace fsm::splatting {

/// Stored parameters (scene/gaussians4d.h), contiguous, on the back end's device. Static: time, logScaleTime, rotationRight null.
template <class Real>
struct GaussianPointers {
  int64_t count = 0;
  int shDegree = 0;
  int timeHarmonics = 0;
  Real timePeriod = 2;
  const Real* position = nullptr;       ///< [N, 3]
  const Real* logScale = nullptr;       ///< [N, 3]
  const Real* rotation = nullptr;       ///< [N, 4]
  const Real* opacityLogit = nullptr;   ///< [N]
  const Real* sh = nullptr;             ///< [N, (shDegree + 1)^2 (timeHarmonics + 1), 3]
  const Real* time = nullptr;           ///< [N]
  const Real* logScaleTime = nullptr;   ///< [N]
  const Real* rotationRight = nullptr;  ///< [N, 4]

  FSM_HOST_DEVICE bool isStatic() const { return time == nullptr; }
  FSM_HOST_DEVICE int coefficients() const { return (shDegree + 1) * (shDegree + 1) * (timeHarmonics + 1); }
};

/// Where a rendering goes; null: not wanted. Rows top to bottom, channels interleaved.
template <class Real>
struct RasterOutputs {
  Real* colour = nullptr;           ///< [H, W, 3], not clamped, over the background
  Real* alpha = nullptr;            ///< [H, W]
  Real* depth = nullptr;            ///< [H, W] sum of weight * z, scene units
  Real* medianDepth = nullptr;      ///< [H, W] 0: transmittance never fell to 0.5
  Real* contribution = nullptr;     ///< [N] += the sum over pixels of alpha * T of each Gaussian (pruning)
  Real* maxContribution = nullptr;  ///< [N] max with the largest alpha * T of each Gaussian
};

/// Gradient of a loss by the outputs; null: zero. (Median depth is not differentiable.)
template <class Real>
struct RasterOutputGradients {
  const Real* colour = nullptr;
  const Real* alpha = nullptr;
  const Real* depth = nullptr;
};

/// Where gradients are *added*; null: not wanted. Shapes as the parameters.
template <class Real>
struct GaussianGradients {
  Real* position = nullptr;
  Real* logScale = nullptr;
  Real* rotation = nullptr;
  Real* opacityLogit = nullptr;
  Real* sh = nullptr;
  Real* time = nullptr;
  Real* logScaleTime = nullptr;
  Real* rotationRight = nullptr;
  Real* background = nullptr;  ///< [3]
  Real* pose =
      nullptr;  ///< [6] camera_from_scene <- exp([omega; v]) camera_from_scene at zero: rotation vector, then translation
  Real* meanPixel = nullptr;  ///< [N] += length of the gradient by the projected mean, px (densification)
};

}  // namespace fsm::splatting
