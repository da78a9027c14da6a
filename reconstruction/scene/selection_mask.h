// An area of a picture that was drawn with a rectangle, a lasso or a brush: one bit a pixel, so that testing a point costs the
// same whatever was drawn.
#pragma once

#include <glm/glm.hpp>
#include <span>
#include <vector>

#include "reconstruction/core/geometry.h"

namespace fsm::scene {

class SelectionMask {
 public:
  /// Nothing of a picture of that size. Throws badInput for one without pixels, or with more than 2^28.
  explicit SelectionMask(ImageSize size);

  /// All between two opposite corners, pixels. Each adds to what is there; numbers that are not finite add nothing.
  void addRectangle(const glm::dvec2& a, const glm::dvec2& b);
  /// What the closed line runs around, by the even-odd rule: pixels whose centre lies inside.
  void addLasso(std::span<const glm::dvec2> corners);
  /// Discs along a line, as a brush paints: pixels whose centre lies within `radius` of it.
  void addStroke(std::span<const glm::dvec2> points, double radius);

  ImageSize size() const { return size_; }
  /// Whether the pixel that the point lies in was drawn on; false outside of the picture.
  bool has(const glm::dvec2& point) const;

 private:
  /// Pixels whose centre lies in [from, to) of row `y`.
  void addSpan(int y, double from, double to);

  ImageSize size_;
  std::vector<bool> drawn_;
};

}  // namespace fsm::scene
