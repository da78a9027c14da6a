// How large a picture may be while things move, so that a slow device keeps up with the hand: learned from the frames that were
// drawn.
#pragma once

#include "reconstruction/core/geometry.h"

namespace fsm::desktop {

class ResolutionScale {
 public:
  /// 20 frames a second.
  static constexpr double kTargetMilliseconds = 50;
  static constexpr double kSmallest = 0.25;

  /// Share of the window's width and height for moving pictures, in steps of 1/8. 1: the device keeps up.
  double moving() const { return scale_; }
  /// A frame that was drawn while things moved, at the share `scale`, took this long.
  void learn(double scale, double milliseconds);
  /// A picture of the whole window took this long while nothing moved: a first guess, until something moves.
  void expect(double milliseconds);

 private:
  void adapt();

  bool learned_ = false;
  double cost_ = 0;  ///< milliseconds that a picture of the whole window would take; 0: not known
  double scale_ = 1;
};

/// `size` at a share of its width and height; at least one pixel.
ImageSize scaled(ImageSize size, double share);

}  // namespace fsm::desktop
