#include "app/jobs/contact_sheet.h"

#include <algorithm>
#include <cmath>

#include "app/jobs/caption.h"
#include "reconstruction/core/error.h"

namespace fsm::jobs {

namespace {

constexpr int kGap = 6;
constexpr float kBackground = 0.13f;

void paste(const Image& image, int left, int top, Image& sheet) {
  for (int y = 0; y < image.size.height; ++y)
    std::copy_n(image.at(0, y), static_cast<size_t>(image.size.width) * 3, sheet.at(left, top + y));
}

ImageSize shrunk(ImageSize size, double factor) {
  const auto scaled = [&](int side) { return std::max(1, static_cast<int>(std::lround(side * factor))); };
  return {scaled(size.width), scaled(size.height)};
}

ImageSize cellSize(const std::vector<SheetCell>& cells, int maxCell) {
  ImageSize cell{1, 1};
  for (const SheetCell& entry : cells) {
    cell.width = std::max(cell.width, entry.image.size.width);
    cell.height = std::max(cell.height, entry.image.size.height);
  }
  return shrunk(cell, std::min(1.0, static_cast<double>(maxCell) / std::max(cell.width, cell.height)));
}

}  // namespace

Image contactSheet(const std::vector<SheetCell>& cells, int columns, int maxCell) {
  if (cells.empty() || columns < 1) throw Error(ErrorCode::badInput, "A contact sheet needs at least one image and one column.");
  const ImageSize cell = cellSize(cells, maxCell);
  const int scale = std::max(1, cell.width / 220);
  const int captionHeight = kCaptionHeight * scale + kGap;
  const int shownColumns = std::min<int>(columns, static_cast<int>(cells.size()));
  const int rows = (static_cast<int>(cells.size()) + columns - 1) / columns;
  Image sheet({shownColumns * (cell.width + kGap) + kGap, rows * (cell.height + captionHeight + kGap) + kGap}, kBackground);
  for (size_t i = 0; i < cells.size(); ++i) {
    const int left = kGap + static_cast<int>(i % columns) * (cell.width + kGap);
    const int top = kGap + static_cast<int>(i / columns) * (cell.height + captionHeight + kGap);
    const Image& image = cells[i].image;
    if (!image.empty()) {
      const double fit = std::min(
          {1.0, static_cast<double>(cell.width) / image.size.width, static_cast<double>(cell.height) / image.size.height});
      const ImageSize size = shrunk(image.size, fit);
      const ImageSize inside{std::min(size.width, cell.width), std::min(size.height, cell.height)};
      paste(inside == image.size ? image : resize(image, inside), left + (cell.width - inside.width) / 2,
            top + (cell.height - inside.height) / 2, sheet);
    }
    drawCaption(sheet, left, top + cell.height + kGap / 2, fittedCaption(cells[i].caption, cell.width, scale), scale,
                {0.92f, 0.92f, 0.92f});
  }
  return sheet;
}

}  // namespace fsm::jobs
