// Image metrics as the published tables of this field compute them (Wang et al. 2004; scikit-image conventions).
#pragma once

#include <array>
#include <span>

#include "reconstruction/core/image.h"

namespace fsm {

/// -10 log10(MSE) over all pixels and channels, data range 1, no clamping of the inputs. Equal images give
/// +infinity; sizes that differ throw badInput.
double psnr(const Image& a, const Image& b);

/// Gaussian window sigma 1.5, 11x11, K1 0.01, K2 0.03, data range 1, sample covariance (N / (N - 1), N = 121), a border of
/// 5 pixels cropped, mean over channels. Inputs are clamped to [0, 1]. Images smaller than 11 pixels throw badInput.
double ssim(const Image& a, const Image& b);

/// A 3x4 affine colour map: rgb' = M rgb + b.
struct ColourFit {
  std::array<std::array<double, 4>, 3> rows{{{1, 0, 0, 0}, {0, 1, 0, 0}, {0, 0, 1, 0}}};
  /// Not clamped: the inverse map can undo it.
  Image apply(const Image& image) const;
};
/// Least squares from all pixels of `from` to `to` (pairs of one size), slightly regularised towards the identity.
ColourFit fitColour(std::span<const Image> from, std::span<const Image> to);

}  // namespace fsm
