// Small grey pictures: enough of a frame to tell how sharp it is and how it moves, and few enough numbers to keep one for each.
#pragma once

#include <vector>

#include "reconstruction/core/image.h"

namespace fsm::media {

/// Luma of display-referred colours (BT.709 weights), [height, width], rows top to bottom.
struct GreyPicture {
  ImageSize size;
  std::vector<float> value;

  GreyPicture() = default;
  explicit GreyPicture(ImageSize s, float v = 0) : size(s), value(static_cast<size_t>(s.width) * s.height, v) {}
  float& at(int x, int y) { return value[static_cast<size_t>(y) * size.width + x]; }
  float at(int x, int y) const { return value[static_cast<size_t>(y) * size.width + x]; }
  /// Bilinear between pixel indices (the first pixel's centre is 0); places outside take the nearest pixel.
  float sample(double x, double y) const;
};

/// Made smaller by averaging so that the longer side has at most `longSide` pixels; never enlarged. Throws badInput for an empty
/// image.
GreyPicture greyPicture(const Image& image, int longSide);
/// Half the size, each pixel the mean of 2 x 2 (an odd last row or column is left out). Both sides must have two pixels.
GreyPicture halved(const GreyPicture& picture);

}  // namespace fsm::media
