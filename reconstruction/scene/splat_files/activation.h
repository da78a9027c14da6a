// Stored parameters from the activated values that some files hold, and damage in one sentence.
#pragma once

#include <algorithm>
#include <cmath>
#include <string>

#include "reconstruction/core/error.h"
#include "reconstruction/scene/gaussians4d.h"
#include "reconstruction/scene/spherical_harmonics.h"

namespace fsm::scene {

inline float logitOf(double opacity) {
  constexpr double kLeast = 1e-9;  // 0 and 1 have no logit
  const double p = std::clamp(opacity, kLeast, 1 - 1e-7);
  return static_cast<float>(std::log(p / (1 - p)));
}

inline float logScaleOf(double scale) {
  return static_cast<float>(std::max(std::log(std::abs(scale)), double{kMinLogScale}));  // a NaN stays one
}

/// Coefficient of degree 0 of a colour.
inline float sh0Of(double colour) { return static_cast<float>((colour - 0.5) / kSh0); }

/// `name` with its quotes; `what` continues "is damaged: ".
inline Error damagedFile(const std::string& name, const std::string& what) {
  return {ErrorCode::fileDamaged, name + " is damaged: " + what + ". Get it again, or export it anew."};
}

}  // namespace fsm::scene
