// Checks what a rasteriser is asked for, and turns it into the plain values that the formulas take.
#pragma once

#include "reconstruction/core/geometry.h"
#include "reconstruction/scene/raster_settings.h"
#include "reconstruction/splatting/formulas/camera.h"
#include "reconstruction/splatting/raster_pointers.h"

namespace fsm::splatting {

/// Longest side and largest number of pixels of a rendering.
constexpr int kMaxImageSide = 65535;
constexpr int64_t kMaxPixels = int64_t{1} << 28;
/// Gaussians are numbered by 32-bit integers.
constexpr int64_t kMaxGaussians = int64_t{1} << 31;
/// Time harmonics beyond these are a damaged file's.
constexpr int kMaxTimeHarmonics = 64;

/// Throws badInput for an empty or absurd image size, intrinsics or a time that are not numbers, focal lengths that are not
/// positive, and a pose that is not rigid.
void checkView(const View& view);
/// Throws badInput for settings outside their range (alphas in [0, 1), positive clamp, no negative plane or low-pass).
void checkSettings(const scene::RasterSettings& settings);
/// Throws badInput for a count, degree, number of harmonics or period that cannot be, or a missing array.
template <class Real>
void checkGaussians(const GaussianPointers<Real>& gaussians);

/// Of a checked view and checked settings.
template <class Real>
RasterCamera<Real> rasterCamera(const View& view, const scene::RasterSettings& settings);
template <class Real>
RasterThresholds<Real> rasterThresholds(const scene::RasterSettings& settings);

}  // namespace fsm::splatting
