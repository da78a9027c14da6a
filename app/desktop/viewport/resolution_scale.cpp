#include "app/desktop/viewport/resolution_scale.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace fsm::desktop {

namespace {

constexpr double kStep = 0.125;
constexpr double kLearning = 0.35;
/// The scale grows only where there is this much room: pictures that change their size at every frame swim.
constexpr double kRoomToGrow = 0.75;

}  // namespace

void ResolutionScale::learn(double scale, double milliseconds) {
  if (!(scale > 0) || !(milliseconds > 0) || !std::isfinite(milliseconds)) return;
  // About half of a frame goes by the number of pixels; taking all of it as such errs to the careful side when it grows.
  const double whole = milliseconds / (scale * scale);
  cost_ = std::exchange(learned_, true) ? cost_ + kLearning * (whole - cost_) : whole;
  adapt();
}

void ResolutionScale::expect(double milliseconds) {
  if (learned_ || !(milliseconds > 0) || !std::isfinite(milliseconds)) return;
  // The newest counts: the first pictures of all take longer, since the driver compiles for them.
  cost_ = milliseconds;
  scale_ = 1;
  adapt();
}

void ResolutionScale::adapt() {
  const auto fits = [&](double target) {
    return std::clamp(std::floor(std::sqrt(target / cost_) / kStep) * kStep, kSmallest, 1.0);
  };
  if (const double needed = fits(kTargetMilliseconds); needed < scale_)
    scale_ = needed;
  else if (const double possible = fits(kRoomToGrow * kTargetMilliseconds); possible > scale_)
    scale_ = possible;
}

ImageSize scaled(ImageSize size, double share) {
  return {std::max(1, static_cast<int>(std::lround(size.width * share))),
          std::max(1, static_cast<int>(std::lround(size.height * share)))};
}

}  // namespace fsm::desktop
