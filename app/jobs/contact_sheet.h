// A grid of captioned images in one picture: what a clip or an evaluation looks like at a glance.
#pragma once

#include <string>
#include <vector>

#include "reconstruction/core/image.h"

namespace fsm::jobs {

struct SheetCell {
  Image image;          ///< any size; shrunk in proportion into its cell
  std::string caption;  ///< one short line below the image
};

/// Cells row by row, `columns` a row, on dark grey. All cells get the size of the largest image, at most `maxCell` pixels on its
/// long side. Throws badInput when there is no cell.
Image contactSheet(const std::vector<SheetCell>& cells, int columns, int maxCell = 320);

}  // namespace fsm::jobs
