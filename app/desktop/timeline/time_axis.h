// Which part of a clock is on screen, and where: x of a widget (logical pixels) <-> seconds. Zoom and pan are here, no painting.
#pragma once

namespace fsm::desktop {

class TimeAxis {
 public:
  /// `left`, `width`: where it is drawn, logical pixels. The shown seconds keep their first moment and their scale.
  void setPlace(double left, double width);
  /// What may be looked at: [0, length] and some more on both sides, so that keys at the ends can be reached.
  void setLength(double length);

  double left() const { return left_; }
  double right() const { return left_ + width_; }
  double from() const { return from_; }                     ///< seconds at the left edge
  double to() const { return from_ + width_ * perPixel_; }  ///< seconds at the right edge
  double secondsPerPixel() const { return perPixel_; }
  double first() const { return -margin(); }  ///< what can be scrolled to
  double last() const { return length_ + margin(); }

  double x(double seconds) const { return left_ + (seconds - from_) / perPixel_; }
  double seconds(double x) const { return from_ + (x - left_) * perPixel_; }

  /// The whole length, with a margin.
  void fit();
  /// Exactly the range, widened to the smallest that can be shown.
  void show(double from, double to);
  /// `factor` > 1: nearer. The moment at `x` stays where it is.
  void zoom(double factor, double x);
  /// Moves what is shown by `pixels` to the right.
  void pan(double pixels);
  /// Pages on so that `seconds` is visible. Whether anything moved.
  bool reveal(double seconds);

 private:
  void limit();
  double margin() const;

  double left_ = 0, width_ = 100;
  double length_ = 5;
  double from_ = 0, perPixel_ = 0.05;
  bool placed_ = false;
};

}  // namespace fsm::desktop
