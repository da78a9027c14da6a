// The rasteriser with gradients, one interface for all back ends. What it computes: reconstruction/scene/raster_settings.h.
#pragma once

#include <cstdint>
#include <memory>

#include "reconstruction/core/geometry.h"
#include "reconstruction/scene/gaussians4d.h"
#include "reconstruction/scene/raster_settings.h"
#include "reconstruction/splatting/raster_pointers.h"

namespace fsm::splatting {

/// The arrays of a set on the host. Throws internal when their lengths disagree.
GaussianPointers<float> pointers(const scene::Gaussians4D& gaussians);

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
