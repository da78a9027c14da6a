#include "reconstruction/core/srgb.h"

#include <cmath>

namespace fsm {

double linearFromSrgb(double value) {
  const double size = std::abs(value);
  const double light = size <= 0.04045 ? size / 12.92 : std::pow((size + 0.055) / 1.055, 2.4);
  return std::copysign(light, value);
}

double srgbFromLinear(double light) {
  const double size = std::abs(light);
  const double value = size <= 0.0031308 ? size * 12.92 : 1.055 * std::pow(size, 1 / 2.4) - 0.055;
  return std::copysign(value, light);
}

}  // namespace fsm
