// What a renderer gives for compositing: colour, how much of each pixel is covered, and how far away it is. Rows top to bottom,
// float32. Premultiplied means: the colour of a pixel is already weighted by its alpha, so that
//   out = rgb + (1 - alpha) * background                          (Porter and Duff 1984, "over").
#pragma once

#include <glm/glm.hpp>
#include <span>
#include <vector>

#include "reconstruction/core/colour_encoding.h"
#include "reconstruction/core/image.h"

namespace fsm {

struct LayeredImage {
  ImageSize size;
  ColourEncoding encoding = ColourEncoding::display;
  /// height * width * 4: R, G, B premultiplied by alpha in `encoding`, and alpha in [0, 1].
  std::vector<float> rgba;
  /// height * width distances along the camera's optical axis, in units of the scene; infinite where nothing is seen. Empty: not
  /// known.
  std::vector<float> depth;

  LayeredImage() = default;
  /// Transparent black, without depth.
  explicit LayeredImage(ImageSize s) : size(s), rgba(static_cast<size_t>(s.width) * s.height * 4, 0.0f) {}

  float* at(int x, int y) { return rgba.data() + (static_cast<size_t>(y) * size.width + x) * 4; }
  const float* at(int x, int y) const { return rgba.data() + (static_cast<size_t>(y) * size.width + x) * 4; }
};

/// Throws badInput unless the size is positive and the arrays fill it (the depth may be missing).
void requirePixels(const LayeredImage& image);

/// Fully covered everywhere, display-referred, without depth.
LayeredImage opaque(const Image& image);

/// The image over a background of one display-referred colour, blended in the encoding of `image`; the depth is kept.
LayeredImage flattened(LayeredImage image, const glm::vec3& background);
/// The same for showing: display-referred, in [0, 1].
Image over(const LayeredImage& image, const glm::vec3& background);

/// The same picture in the other encoding: colours are divided by alpha, converted, and multiplied again.
LayeredImage encodedAs(LayeredImage image, ColourEncoding encoding);

/// height * width * 4 values that are not premultiplied, in the image's encoding; transparent black where alpha is 0 or not a
/// number.
std::vector<float> straightColours(const LayeredImage& image);

/// As `straightColours`, but what is (nearly) transparent takes the colours of its surroundings, found on coarser and coarser
/// copies of the picture (pull-push, Gortler et al. 1996). Alpha is not changed. Video coders average colours over blocks
/// without looking at alpha: this keeps black out of the edges.
std::vector<float> straightColoursFilled(const LayeredImage& image);

}  // namespace fsm
