// Where a camera place and a moment of the event lie on the view-time pad. Logical pixels; scene time grows upwards.
#pragma once

#include <QPointF>
#include <QRectF>

#include "app/animation/scene_time_track.h"

namespace fsm::desktop {

/// A place on the pad.
struct PadPlace {
  double along = 0;  ///< share of the reference path, [0, 1]
  Seconds time = 0;  ///< scene time
};

class PadMap {
 public:
  /// The field, without its labels. What is shown stays.
  void setField(const QRectF& field) { field_ = field; }
  /// Another event: all of it is shown.
  void setSpan(const animation::SceneSpan& span);

  const QRectF& field() const { return field_; }
  const animation::SceneSpan& span() const { return span_; }
  Seconds from() const { return from_; }  ///< at the lower edge
  Seconds to() const { return to_; }      ///< at the upper edge
  double secondsPerPixel() const;

  double x(double along) const;
  double y(Seconds time) const;
  QPointF point(const PadPlace& place) const { return {x(place.along), y(place.time)}; }
  /// Clamped to the path and to the event.
  PadPlace place(const QPointF& point) const;

  /// `factor` > 1: nearer. The moment at `y` stays where it is.
  void zoom(double factor, double y);
  /// Moves what is shown by `pixels` down.
  void pan(double pixels);
  void fit();
  bool zoomed() const { return to_ - from_ < 0.999 * (whole().last - whole().first); }

 private:
  animation::SceneSpan whole() const;  ///< with a margin, never without extent
  void limit();

  QRectF field_{0, 0, 100, 100};
  animation::SceneSpan span_;
  Seconds from_ = 0, to_ = 1;
};

}  // namespace fsm::desktop
