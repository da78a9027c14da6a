#include "app/desktop/timeline/ruler.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace fsm::desktop {

namespace {

struct Candidate {
  double step;
  int minors;
};

/// Whole seconds, with the parts that clocks have.
constexpr std::array kSeconds{Candidate{1, 5},   Candidate{2, 4},    Candidate{5, 5},    Candidate{10, 5},   Candidate{15, 3},
                              Candidate{30, 6},  Candidate{60, 6},   Candidate{120, 4},  Candidate{300, 5},  Candidate{600, 10},
                              Candidate{900, 3}, Candidate{1800, 6}, Candidate{3600, 6}, Candidate{7200, 4}, Candidate{21600, 6}};
constexpr std::array kFrames{Candidate{1, 1}, Candidate{2, 2}, Candidate{5, 5}, Candidate{10, 5}};
constexpr double kMinorPixels = 5;

}  // namespace

RulerSteps rulerSteps(double secondsPerPixel, double fps, double labelPixels) {
  const double room = secondsPerPixel * labelPixels;
  const auto fitting = [&](double major, int minors) {
    return RulerSteps{major, major / minors / secondsPerPixel >= kMinorPixels ? minors : 1};
  };
  for (const Candidate& frames : kFrames)
    if (frames.step < fps && frames.step / fps >= room) return fitting(frames.step / fps, frames.minors);
  for (const Candidate& seconds : kSeconds)
    if (seconds.step >= room) return fitting(seconds.step, seconds.minors);
  const double day = 86400;
  return fitting(std::ceil(room / day) * day, 4);
}

double niceStep(double unitsPerPixel, double pixels) {
  const double room = std::max(1e-12, unitsPerPixel * pixels);
  const double power = std::pow(10, std::floor(std::log10(room)));
  for (const double factor : {1.0, 2.0, 5.0})
    if (factor * power >= room) return factor * power;
  return 10 * power;
}

}  // namespace fsm::desktop
