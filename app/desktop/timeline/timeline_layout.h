// Where things are on the timeline: bands from top to bottom, clip time across, scene time upwards in the lowest band. Logical
// pixels of the widget.
#pragma once

#include <QPointF>
#include <QRectF>
#include <QSizeF>

#include "app/animation/animation.h"
#include "app/desktop/timeline/key_selection.h"
#include "app/desktop/timeline/time_axis.h"

namespace fsm::desktop {

/// Scene seconds <-> y.
struct SceneAxis {
  double low = 0, high = 1;    ///< scene seconds
  double bottom = 1, top = 0;  ///< their y
  double y(Seconds time) const { return bottom + (time - low) / (high - low) * (top - bottom); }
  Seconds time(double y) const { return low + (y - bottom) / (top - bottom) * (high - low); }
  double secondsPerPixel() const { return (high - low) / std::max(1.0, bottom - top); }
};

struct TimelineLayout {
  QRectF range;    ///< strip with the part between in and out
  QRectF ruler;    ///< scrubs
  QRectF markers;  ///< lane of markers
  QRectF camera, time;
  double gutter = 0;  ///< width of the column with the names of the tracks
  TimeAxis axis;
  SceneAxis scene;

  /// `textHeight`: of a line of the font. The axes keep what they show.
  void place(const QSizeF& size, double textHeight, double gutterWidth);
  const QRectF& band(Row row) const;
  /// The track at `y`; markers above the camera track.
  Row rowAt(double y) const;
  bool hasRows(double y) const { return y >= markers.top(); }
};

/// Shows everything that there is: the span of the event and all keys, with a margin.
void fitScene(SceneAxis& axis, const animation::Animation& animation, const animation::SceneSpan& span);

/// Length of the axis: of the clip, or up to the last key where that lies beyond it.
double axisLength(const animation::Animation& animation);

/// Where a key is drawn.
QPointF placeOf(const TimelineLayout& layout, const animation::Animation& animation, KeyId key);

/// Tip of a handle of a scene-time key; nothing where the way on that side is not smooth.
std::optional<QPointF> handleTip(const TimelineLayout& layout, const animation::Animation& animation, size_t timeKey, bool out);
/// Slope (scene seconds per clip second) of a handle of `key` that is dragged to `point`.
double slopeOfHandle(const TimelineLayout& layout, const animation::TimeKey& key, bool out, const QPointF& point);

/// Middle of the easing icon between camera key `index` and the next; nothing where there is no room for it.
std::optional<QPointF> easingIcon(const TimelineLayout& layout, const animation::Animation& animation, size_t index);

constexpr double kKeyRadius = 6;      ///< half the diagonal of a key's diamond
constexpr double kHandleLength = 42;  ///< pixels

}  // namespace fsm::desktop
