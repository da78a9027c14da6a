// The sRGB transfer curve (IEC 61966-2-1): between display-referred values and light. Values below 0 are mirrored, so that both
// functions are odd, increasing, and inverse to each other everywhere; NaN stays NaN.
#pragma once

namespace fsm {

/// Display-referred value to linear light; 1 is white in both.
double linearFromSrgb(double value);
/// Linear light to display-referred value.
double srgbFromLinear(double light);

}  // namespace fsm
