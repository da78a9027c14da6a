#include "training/trainer/sample_sheet.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "reconstruction/core/image_file.h"
#include "training/trainer/line_plot.h"

namespace fsm::training {
namespace {

constexpr int kGap = 4, kHeader = 18;

struct Column {
  const char* title;
  Image ValidationSample::*image;
};
constexpr std::array<Column, 6> kColumns{{{"FIRST INPUT", &ValidationSample::firstInput},
                                          {"LAST INPUT", &ValidationSample::lastInput},
                                          {"NEAREST INPUT", &ValidationSample::nearest},
                                          {"PREDICTION", &ValidationSample::prediction},
                                          {"GAUSSIANS", &ValidationSample::gaussians},
                                          {"TRUTH", &ValidationSample::truth}}};

void paste(Image& sheet, const Image& image, int left, int top) {
  for (int y = 0; y < image.size.height; ++y)
    std::copy_n(image.at(0, y), static_cast<size_t>(image.size.width) * 3, sheet.at(left, top + y));
}

}  // namespace

void writeSampleSheet(const std::filesystem::path& path, const std::vector<ValidationSample>& samples) {
  if (samples.empty()) return;
  const ImageSize cell = samples.front().truth.size;
  std::vector<Column> shown;
  std::ranges::copy_if(kColumns, std::back_inserter(shown),
                       [&](const Column& column) { return !(samples.front().*column.image).empty(); });
  const int columns = static_cast<int>(shown.size()), rows = static_cast<int>(samples.size());
  Image sheet({columns * (cell.width + kGap) + kGap, kHeader + rows * (cell.height + kGap)}, 1.0f);
  for (int column = 0; column < columns; ++column) {
    drawText(sheet, kGap + column * (cell.width + kGap), 4, shown[column].title, {0.15f, 0.15f, 0.15f}, cell.width < 110 ? 1 : 2);
  }
  for (int row = 0; row < rows; ++row) {
    const ValidationSample& sample = samples[row];
    for (int column = 0; column < columns; ++column) {
      paste(sheet, sample.*shown[column].image, kGap + column * (cell.width + kGap), kHeader + row * (cell.height + kGap));
    }
  }
  writePng(path, sheet);
}

}  // namespace fsm::training
