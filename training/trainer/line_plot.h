// Small line plots without a plotting library: what a training run shows of itself.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "reconstruction/core/image.h"

namespace fsm::training {

struct PlotPoint {
  double x = 0, y = 0;  ///< finite
};

struct Curve {
  std::string name;  ///< for the legend
  std::array<float, 3> colour{};
  std::vector<PlotPoint> points;  ///< x increasing
};

struct Panel {
  std::string title;
  std::vector<Curve> curves;
};

/// Panels of `size` each, one below the other, with axes, ticks and a legend. Panels without points are drawn empty.
Image drawPanels(const std::vector<Panel>& panels, ImageSize size);

/// Writes `text` (capital letters, digits, ". - + : / %"; anything else is a blank) with its top-left corner at (x, y); glyphs
/// are 3x5 cells of `scale` pixels, an advance is 4 cells. What falls outside the image is cut off.
void drawText(Image& image, int x, int y, const std::string& text, const std::array<float, 3>& colour, int scale = 2);

}  // namespace fsm::training
