// The rasteriser with gradients, one interface for all back ends. What it computes: reconstruction/scene/raster_settings.h.
// Raw pointers, because the same arrays lie in std::vectors, LibTorch tensors and CUDA memory shared with Vulkan.
#pragma once

#include <cstdint>
#include <memory>

#include "reconstruction/core/geometry.h"
#include "reconstruction/scene/gaussians4d.h"
#include "reconstruction/scene/raster_settings.h"

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

  bool isStatic() const { return time == nullptr; }
  int coefficients() const { return (shDegree + 1) * (shDegree + 1) * (timeHarmonics + 1); }
};
GaussianPointers<float> pointers(const scene::Gaussians4D& gaussians);

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

/// A back end with its scratch memory. `view` is in the scene's frame with normalised time. One object serves one thread at a
/// time.
class Rasteriser {
 public:
  virtual ~Rasteriser() = default;
  /// Throws badInput (empty or absurd image size, non-rigid pose), outOfMemory, deviceLost.
  virtual void forward(const GaussianPointers<float>& gaussians, const View& view, const scene::RasterSettings& settings,
                       const RasterOutputs<float>& outputs) = 0;
  /// Of the last `forward`, whose arrays must still hold the same values. True gradients of that function (piecewise: what
  /// decides a cull, an order or a threshold counts as constant).
  virtual void backward(const RasterOutputGradients<float>& outputs, const GaussianGradients<float>& gradients) = 0;
};

/// The definition: double precision, one thread, slow, no tiles but those that Footprint::officialTiles speaks of.
std::unique_ptr<Rasteriser> makeReferenceRasteriser();
/// For machines without a GPU. threads 0: as many as there are.
std::unique_ptr<Rasteriser> makeCpuRasteriser(int threads = 0);
/// On CUDA device `device`; `stream` is a cudaStream_t. Pointers are device pointers (background and pose gradients too); calls
/// return before the work is done. Throws noDevice where there is none.
std::unique_ptr<Rasteriser> makeCudaRasteriser(int device, void* stream);

}  // namespace fsm::splatting
