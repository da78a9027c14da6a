// The rasteriser by its definition (scene/raster_settings.h) in double precision, on one thread. Every other back end is compared
// with it; its own gradients are compared with differences of its own renderings, which is what the entry points in double
// precision are for.
//
// Gaussians are taken one after the other in the order of blending, and each visits the pixels of its footprint: what a pixel
// sees is the same as if it went through all of them.
#pragma once

#include <vector>

#include "reconstruction/core/geometry.h"
#include "reconstruction/scene/raster_settings.h"
#include "reconstruction/splatting/formulas/splat.h"

namespace fsm::splatting {

/// What the backward needs of a forward.
struct ReferenceRendering {
  RasterCamera<double> camera;
  RasterThresholds<double> thresholds;
  std::vector<int64_t> index;         ///< of the Gaussians that can be seen, in the order of blending
  std::vector<Splat<double>> splats;  ///< of the same
  std::vector<double> transmittance;  ///< [H, W] after the last Gaussian
  std::vector<int64_t> end;           ///< [H, W] place in `splats` of the Gaussian before which the pixel ended
};

/// Throws badInput as Rasteriser::forward does.
ReferenceRendering forwardReference(const GaussianPointers<double>& gaussians, const View& view,
                                    const scene::RasterSettings& settings, const RasterOutputs<double>& outputs);
/// `gaussians` as given to the forward that made `rendering`.
void backwardReference(const ReferenceRendering& rendering, const GaussianPointers<double>& gaussians,
                       const RasterOutputGradients<double>& outputs, const GaussianGradients<double>& gradients);

}  // namespace fsm::splatting
