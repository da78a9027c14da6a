#include "reconstruction/media/sharpness.h"

#include <cmath>

namespace fsm::media {
namespace {

constexpr int kLongSide = 640;

/// Sums for a variance.
struct Spread {
  double sum = 0, squares = 0;
  size_t count = 0;
  void add(double v) {
    sum += v;
    squares += v * v;
    ++count;
  }
  double variance() const {
    const double mean = sum / static_cast<double>(count);
    return squares / static_cast<double>(count) - mean * mean;
  }
};

}  // namespace

double sharpness(const GreyPicture& picture) {
  const auto [width, height] = picture.size;
  if (width < 3 || height < 3) return 0;
  Spread detail, brightness;
  for (int y = 1; y + 1 < height; ++y)
    for (int x = 1; x + 1 < width; ++x) {
      const double here = picture.at(x, y);
      brightness.add(here);
      detail.add(picture.at(x - 1, y) + picture.at(x + 1, y) + picture.at(x, y - 1) + picture.at(x, y + 1) - 4 * here);
    }
  constexpr double kEven = 1e-8;
  return brightness.variance() > kEven ? detail.variance() / brightness.variance() : 0;
}

double sharpness(const Image& image) { return sharpness(greyPicture(image, kLongSide)); }

}  // namespace fsm::media
