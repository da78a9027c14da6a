#include "app/desktop/timeline/time_axis.h"

#include <algorithm>

namespace fsm::desktop {

namespace {

constexpr double kMarginShare = 0.04;        ///< of the length, left free at both ends
constexpr double kNearestPerPixel = 2.5e-5;  ///< seconds: a frame of the highest rate is 40 pixels wide
constexpr double kPageShare = 0.1;           ///< of the width: where the playhead comes to lie after a page

}  // namespace

void TimeAxis::setPlace(double left, double width) {
  left_ = left;
  width_ = std::max(1.0, width);
  if (!placed_) {
    placed_ = true;
    fit();
  }
  limit();
}

void TimeAxis::setLength(double length) {
  length_ = length;
  limit();
}

void TimeAxis::fit() { show(first(), last()); }

double TimeAxis::margin() const { return kMarginShare * length_; }

void TimeAxis::show(double from, double to) {
  from_ = from;
  perPixel_ = (to - from) / width_;
  limit();
}

void TimeAxis::zoom(double factor, double x) {
  const double fixed = seconds(x);
  perPixel_ /= std::max(1e-6, factor);
  limit();
  from_ = fixed - (x - left_) * perPixel_;
  limit();
}

void TimeAxis::pan(double pixels) {
  from_ -= pixels * perPixel_;
  limit();
}

bool TimeAxis::reveal(double seconds) {
  if (seconds >= from() && seconds <= to()) return false;
  const double before = from_;
  from_ = seconds - kPageShare * width_ * perPixel_;
  limit();
  return from_ != before;
}

void TimeAxis::limit() {
  perPixel_ = std::clamp(perPixel_, kNearestPerPixel, std::max(kNearestPerPixel, (last() - first()) / width_));
  from_ = std::clamp(from_, first(), std::max(first(), last() - width_ * perPixel_));
}

}  // namespace fsm::desktop
