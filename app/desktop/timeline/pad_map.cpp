#include "app/desktop/timeline/pad_map.h"

#include <algorithm>

namespace fsm::desktop {

namespace {

constexpr double kEdge = 9;            ///< pixels at both sides, so that the ends of the path can be grabbed
constexpr double kMarginShare = 0.05;  ///< of the event, below and above it
constexpr double kShortest = 0.01;     ///< seconds that can be zoomed to

}  // namespace

void PadMap::setSpan(const animation::SceneSpan& span) {
  if (span == span_) return;
  span_ = span;
  fit();
}

double PadMap::secondsPerPixel() const { return (to_ - from_) / std::max(1.0, field_.height()); }

double PadMap::x(double along) const { return field_.left() + kEdge + along * std::max(1.0, field_.width() - 2 * kEdge); }

double PadMap::y(Seconds time) const { return field_.bottom() - (time - from_) / (to_ - from_) * field_.height(); }

PadPlace PadMap::place(const QPointF& point) const {
  const double along = (point.x() - field_.left() - kEdge) / std::max(1.0, field_.width() - 2 * kEdge);
  const double time = from_ + (field_.bottom() - point.y()) * secondsPerPixel();
  return {std::clamp(along, 0.0, 1.0), std::clamp(time, span_.first, span_.last)};
}

void PadMap::zoom(double factor, double y) {
  const double fixed = from_ + (field_.bottom() - y) * secondsPerPixel();
  const double length = (to_ - from_) / std::max(1e-6, factor);
  const double share = (fixed - from_) / (to_ - from_);
  from_ = fixed - share * length;
  to_ = from_ + length;
  limit();
}

void PadMap::pan(double pixels) {
  const double shift = pixels * secondsPerPixel();
  from_ += shift;
  to_ += shift;
  limit();
}

void PadMap::fit() {
  from_ = whole().first;
  to_ = whole().last;
}

animation::SceneSpan PadMap::whole() const {
  const double margin = span_.length() > 0 ? kMarginShare * span_.length() : 0.5;
  return {span_.first - margin, span_.last + margin};
}

void PadMap::limit() {
  const animation::SceneSpan all = whole();
  const double length = std::clamp(to_ - from_, std::min(kShortest, all.length()), all.length());
  const double middle = (from_ + to_) / 2;
  from_ = std::clamp(middle - length / 2, all.first, all.last - length);
  to_ = from_ + length;
}

}  // namespace fsm::desktop
