// How a ruler is divided at a scale: frames where there is room for them, then seconds, minutes, hours.
#pragma once

namespace fsm::desktop {

struct RulerSteps {
  double major = 1;  ///< seconds between labelled ticks
  int minors = 1;    ///< parts between two of them
};

/// `labelPixels`: the room that a label needs.
RulerSteps rulerSteps(double secondsPerPixel, double fps, double labelPixels);

/// Of a plain number line (scene seconds): 1, 2 or 5 times a power of ten.
double niceStep(double unitsPerPixel, double pixels);

}  // namespace fsm::desktop
