#include "reconstruction/media/grey_picture.h"

#include <algorithm>
#include <cmath>

#include "reconstruction/core/error.h"

namespace fsm::media {
namespace {

float luma(const float* rgb) { return 0.2126f * rgb[0] + 0.7152f * rgb[1] + 0.0722f * rgb[2]; }

}  // namespace

float GreyPicture::sample(double x, double y) const {
  x = std::clamp(x, 0.0, static_cast<double>(size.width - 1));
  y = std::clamp(y, 0.0, static_cast<double>(size.height - 1));
  const int x0 = std::min(static_cast<int>(x), std::max(0, size.width - 2)), x1 = std::min(x0 + 1, size.width - 1);
  const int y0 = std::min(static_cast<int>(y), std::max(0, size.height - 2)), y1 = std::min(y0 + 1, size.height - 1);
  const auto u = static_cast<float>(x - x0), v = static_cast<float>(y - y0);
  const float top = at(x0, y0) + u * (at(x1, y0) - at(x0, y0));
  const float bottom = at(x0, y1) + u * (at(x1, y1) - at(x0, y1));
  return top + v * (bottom - top);
}

GreyPicture greyPicture(const Image& image, int longSide) {
  if (image.empty() || longSide < 1)
    throw Error(ErrorCode::badInput, "An empty picture cannot be looked at. Give one with pixels.");
  const double factor = std::min(1.0, static_cast<double>(longSide) / std::max(image.size.width, image.size.height));
  const auto side = [&](int pixels) { return std::max(1, static_cast<int>(std::lround(pixels * factor))); };
  GreyPicture out({side(image.size.width), side(image.size.height)});
  // Every source pixel goes to the cell that its centre lies in: an average over cells of nearly one size, in one pass.
  std::vector<float> weight(out.value.size(), 0.0f);
  for (int y = 0; y < image.size.height; ++y) {
    const auto cellY = static_cast<size_t>((y + 0.5) * out.size.height / image.size.height);
    for (int x = 0; x < image.size.width; ++x) {
      const size_t cell = cellY * out.size.width + static_cast<size_t>((x + 0.5) * out.size.width / image.size.width);
      out.value[cell] += luma(image.at(x, y));
      weight[cell] += 1;
    }
  }
  for (size_t i = 0; i < out.value.size(); ++i) out.value[i] /= weight[i];
  return out;
}

GreyPicture halved(const GreyPicture& picture) {
  if (picture.size.width < 2 || picture.size.height < 2)
    throw Error(ErrorCode::internal, "A picture of one pixel cannot be halved.");
  GreyPicture out({picture.size.width / 2, picture.size.height / 2});
  for (int y = 0; y < out.size.height; ++y)
    for (int x = 0; x < out.size.width; ++x)
      out.at(x, y) = 0.25f * (picture.at(2 * x, 2 * y) + picture.at(2 * x + 1, 2 * y) + picture.at(2 * x, 2 * y + 1) +
                              picture.at(2 * x + 1, 2 * y + 1));
  return out;
}

}  // namespace fsm::media
