// Lens distortion undone: images of a distorting lens become images of the pinhole camera with the same intrinsics.
// Models: OpenCV's rational radial-tangential one (Brown-Conrady; calib3d documentation) and its fisheye one (Kannala and Brandt
// 2006).
#pragma once

#include <vector>

#include "reconstruction/capture/capture.h"

namespace fsm {

/// Where the lens puts the ray of the ideal pinhole point `ideal` (both in normalised image coordinates, x / z and y / z).
glm::dvec2 distort(const Distortion& distortion, const glm::dvec2& ideal);

/// Whether images must be remapped at all (an equidistant fisheye bends lines with all coefficients zero).
bool bends(const Distortion& distortion);

/// The remap table of one camera, made once and applied to all its frames. Bicubic (Catmull-Rom); places that the lens did not
/// see take the nearest pixel that it saw, so that no black borders enter the model. Beyond the radius where a radial polynomial
/// folds back the last good radius is used.
class Undistorter {
 public:
  Undistorter(const Intrinsics& intrinsics, const Distortion& distortion);
  /// `image` must have the size of the intrinsics.
  Image apply(const Image& image) const;

 private:
  ImageSize size_;
  std::vector<glm::vec2> source_;  ///< pixel of the distorted image for each pixel of the result
};

}  // namespace fsm
