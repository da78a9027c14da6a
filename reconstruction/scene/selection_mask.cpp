#include "reconstruction/scene/selection_mask.h"

#include <algorithm>
#include <cmath>

#include "reconstruction/core/error.h"

namespace fsm::scene {
namespace {

constexpr int64_t kMostPixels = int64_t{1} << 28;

bool isFinite(const glm::dvec2& p) { return std::isfinite(p.x) && std::isfinite(p.y); }

/// The first pixel whose centre is not before `at`.
int firstPixel(double at, int count) {
  return static_cast<int>(std::clamp(std::ceil(at - 0.5), 0.0, static_cast<double>(count)));
}

size_t bitsOf(ImageSize size) {
  const int64_t pixels = size.width > 0 && size.height > 0 ? int64_t{size.width} * size.height : 0;
  if (pixels == 0 || pixels > kMostPixels)
    throw Error(ErrorCode::badInput, "A selection needs a picture that it was drawn on. Select again in the viewport.");
  return static_cast<size_t>(pixels);
}

}  // namespace

SelectionMask::SelectionMask(ImageSize size) : size_(size), drawn_(bitsOf(size), false) {}

bool SelectionMask::has(const glm::dvec2& point) const {
  if (!(point.x >= 0) || !(point.y >= 0) || !(point.x < size_.width) || !(point.y < size_.height)) return false;
  return drawn_[static_cast<size_t>(point.y) * static_cast<size_t>(size_.width) + static_cast<size_t>(point.x)];
}

void SelectionMask::addSpan(int y, double from, double to) {
  const auto row = drawn_.begin() + static_cast<ptrdiff_t>(y) * size_.width;
  const int begin = firstPixel(from, size_.width), end = firstPixel(to, size_.width);
  if (begin < end) std::fill(row + begin, row + end, true);
}

void SelectionMask::addRectangle(const glm::dvec2& a, const glm::dvec2& b) {
  if (!isFinite(a) || !isFinite(b)) return;
  const int end = firstPixel(std::max(a.y, b.y), size_.height);
  for (int y = firstPixel(std::min(a.y, b.y), size_.height); y < end; ++y) addSpan(y, std::min(a.x, b.x), std::max(a.x, b.x));
}

void SelectionMask::addLasso(std::span<const glm::dvec2> corners) {
  if (!std::all_of(corners.begin(), corners.end(), isFinite)) return;
  std::vector<std::vector<double>> crossings(static_cast<size_t>(size_.height));
  for (size_t i = 0; i < corners.size(); ++i) {
    glm::dvec2 a = corners[i], b = corners[(i + 1) % corners.size()];
    if (a.y > b.y) std::swap(a, b);
    const int end = firstPixel(b.y, size_.height);
    for (int y = firstPixel(a.y, size_.height); y < end; ++y)
      crossings[static_cast<size_t>(y)].push_back(a.x + (y + 0.5 - a.y) / (b.y - a.y) * (b.x - a.x));
  }
  for (int y = 0; y < size_.height; ++y) {
    std::vector<double>& row = crossings[static_cast<size_t>(y)];
    std::sort(row.begin(), row.end());
    for (size_t i = 0; i + 1 < row.size(); i += 2) addSpan(y, row[i], row[i + 1]);
  }
}

void SelectionMask::addStroke(std::span<const glm::dvec2> points, double radius) {
  if (!(radius > 0) || !std::isfinite(radius)) return;
  for (size_t i = 0; i < points.size(); ++i) {
    const glm::dvec2 a = points[i > 0 ? i - 1 : 0], b = points[i];
    if (!isFinite(a) || !isFinite(b)) continue;
    const glm::dvec2 along = b - a;
    const double length2 = glm::dot(along, along);
    const int end = firstPixel(std::max(a.y, b.y) + radius, size_.height);
    for (int y = firstPixel(std::min(a.y, b.y) - radius, size_.height); y < end; ++y) {
      const int last = firstPixel(std::max(a.x, b.x) + radius, size_.width);
      for (int x = firstPixel(std::min(a.x, b.x) - radius, size_.width); x < last; ++x) {
        const glm::dvec2 p(x + 0.5, y + 0.5);
        const double share = length2 > 0 ? std::clamp(glm::dot(p - a, along) / length2, 0.0, 1.0) : 0.0;
        const glm::dvec2 off = p - a - share * along;
        if (glm::dot(off, off) <= radius * radius)
          drawn_[static_cast<size_t>(y) * static_cast<size_t>(size_.width) + static_cast<size_t>(x)] = true;
      }
    }
  }
}

}  // namespace fsm::scene
