// Small captions in images: a 5x7 bitmap font for capital letters, digits and the marks that numbers need (small letters are
// shown as capitals).
#pragma once

#include <array>
#include <string>

#include "reconstruction/core/image.h"

namespace fsm::jobs {

inline constexpr int kCaptionHeight = 7;   ///< pixels of a glyph at scale 1
inline constexpr int kCaptionAdvance = 6;  ///< from one glyph to the next

/// Draws `text` with its top-left corner at (x, y), each font pixel `scale` pixels wide; what lies outside of the image is not
/// drawn.
void drawCaption(Image& image, int x, int y, const std::string& text, int scale, const std::array<float, 3>& colour);

/// `text` cut (with a final '.') so that it fits into `width` pixels.
std::string fittedCaption(const std::string& text, int width, int scale);

}  // namespace fsm::jobs
