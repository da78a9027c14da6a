// What lies under a point of the timeline, and what lies in a box.
#pragma once

#include <QPointF>
#include <QRectF>

#include "app/desktop/timeline/timeline_layout.h"

namespace fsm::desktop {

struct TimelineHit {
  enum class Kind {
    nothing,  ///< the column with the names
    range,    ///< the bar between in and out
    inPoint,
    outPoint,
    ruler,
    key,       ///< `key`
    easing,    ///< icon between camera key `key` and the next
    handleIn,  ///< of scene-time key `key`
    handleOut,
    track  ///< an empty place in `row`
  };
  Kind kind = Kind::nothing;
  Row row = Row::camera;
  KeyId key;
  bool operator==(const TimelineHit&) const = default;
};

/// Handles count only where their key is selected (only then they are drawn).
TimelineHit hitAt(const TimelineLayout& layout, const animation::Animation& animation, const KeySelection& selection,
                  const QPointF& point);

/// Keys and markers whose middle lies in `box`.
KeySelection keysIn(const TimelineLayout& layout, const animation::Animation& animation, const QRectF& box);

}  // namespace fsm::desktop
