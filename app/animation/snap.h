// Where a dragged thing on the timeline comes to rest.
#pragma once

#include <span>

#include "app/animation/animation.h"

namespace fsm::animation {

struct SnapTargets {
  bool frames = true;
  bool keys = true;                ///< of both tracks
  bool markers = true;             ///< and the in and out points
  std::span<const double> others;  ///< moments that count as keys: the playhead
  /// Moments that are no targets: those of what is being dragged.
  std::span<const double> without;
};

/// The key, marker or other moment nearest to `at` within `tolerance` seconds; else the nearest frame where frames are on; else
/// `at` itself. Clip time.
double snapped(const Animation& animation, double at, double tolerance, const SnapTargets& targets);

}  // namespace fsm::animation
