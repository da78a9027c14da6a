// How sharp a frame is, to choose the best of neighbours. Of use only between frames of one scene: detail counts as sharpness.
#pragma once

#include "reconstruction/core/image.h"
#include "reconstruction/media/grey_picture.h"

namespace fsm::media {

/// Variance of the Laplacian (Pech-Pacheco et al. 2000) over the picture, relative to the variance of its brightness, so that a
/// frame does not win by a longer exposure. 0 for pictures under 3 pixels a side and for even ones.
double sharpness(const GreyPicture& picture);
/// The same of an image at a long side of 640: blur by motion that matters is wider than a pixel there.
double sharpness(const Image& image);

}  // namespace fsm::media
