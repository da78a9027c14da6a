#include "app/desktop/timeline/timeline_hits.h"

#include <algorithm>
#include <cmath>

namespace fsm::desktop {

using animation::Animation;

namespace {

constexpr double kReach = 7;         ///< pixels around a key, a handle, an edge
constexpr double kEasingWidth = 11;  ///< half the width of an easing icon's button

double distance(const QPointF& a, const QPointF& b) { return std::hypot(a.x() - b.x(), a.y() - b.y()); }

/// [first, last) of the moments within `reach` pixels of x.
std::pair<size_t, size_t> around(const std::vector<double>& moments, const TimeAxis& axis, double x, double reach) {
  const auto first = std::lower_bound(moments.begin(), moments.end(), axis.seconds(x - reach));
  const auto last = std::upper_bound(first, moments.end(), axis.seconds(x + reach));
  return {static_cast<size_t>(first - moments.begin()), static_cast<size_t>(last - moments.begin())};
}

std::optional<TimelineHit> keyAt(const TimelineLayout& layout, const Animation& animation, Row row, const QPointF& point) {
  const auto [first, last] = around(momentsOf(animation, row), layout.axis, point.x(), kReach);
  std::optional<TimelineHit> best;
  double nearest = kReach + 1;
  for (size_t index = first; index < last; ++index) {
    const QPointF place = placeOf(layout, animation, {row, index});
    const double away = row == Row::time ? distance(place, point) : std::abs(place.x() - point.x());
    if (away >= nearest) continue;
    nearest = away;
    best = TimelineHit{TimelineHit::Kind::key, row, {row, index}};
  }
  return best;
}

std::optional<TimelineHit> handleAt(const TimelineLayout& layout, const Animation& animation, const KeySelection& selection,
                                    const QPointF& point) {
  for (const size_t index : selection.indices(animation, Row::time))
    for (const bool out : {false, true}) {
      const auto tip = handleTip(layout, animation, index, out);
      if (tip && distance(*tip, point) <= kReach)
        return TimelineHit{out ? TimelineHit::Kind::handleOut : TimelineHit::Kind::handleIn, Row::time, {Row::time, index}};
    }
  return std::nullopt;
}

std::optional<TimelineHit> easingAt(const TimelineLayout& layout, const Animation& animation, const QPointF& point) {
  const auto& keys = animation.camera.keys();
  const double at = layout.axis.seconds(point.x());
  const auto after = std::upper_bound(keys.begin(), keys.end(), at, [](double t, const auto& key) { return t < key.at; });
  if (after == keys.begin() || after == keys.end()) return std::nullopt;
  const size_t index = static_cast<size_t>(after - keys.begin()) - 1;
  const auto icon = easingIcon(layout, animation, index);
  if (!icon || std::abs(icon->x() - point.x()) > kEasingWidth) return std::nullopt;
  return TimelineHit{TimelineHit::Kind::easing, Row::camera, {Row::camera, index}};
}

TimelineHit rangeAt(const TimelineLayout& layout, const Animation& animation, double x) {
  const double in = layout.axis.x(animation.in), out = layout.axis.x(animation.out);
  const double toIn = std::abs(x - in), toOut = std::abs(x - out);
  // A short range keeps both of its ends in reach: each from its own side.
  if (std::min(toIn, toOut) <= kReach)
    return {
        toIn < toOut || (toIn == toOut && x < in) ? TimelineHit::Kind::inPoint : TimelineHit::Kind::outPoint, Row::markers, {}};
  return {x > in && x < out ? TimelineHit::Kind::range : TimelineHit::Kind::ruler, Row::markers, {}};
}

}  // namespace

TimelineHit hitAt(const TimelineLayout& layout, const Animation& animation, const KeySelection& selection, const QPointF& point) {
  if (point.x() < layout.gutter) return {TimelineHit::Kind::nothing, layout.rowAt(point.y()), {}};
  if (layout.range.contains(point)) return rangeAt(layout, animation, point.x());
  if (!layout.hasRows(point.y())) return {TimelineHit::Kind::ruler, Row::markers, {}};
  const Row row = layout.rowAt(point.y());
  if (const auto key = keyAt(layout, animation, row, point)) return *key;
  if (row == Row::time)
    if (const auto handle = handleAt(layout, animation, selection, point)) return *handle;
  if (row == Row::camera)
    if (const auto easing = easingAt(layout, animation, point)) return *easing;
  return {TimelineHit::Kind::track, row, {}};
}

KeySelection keysIn(const TimelineLayout& layout, const Animation& animation, const QRectF& box) {
  KeySelection found;
  for (const Row row : kRows) {
    if (!layout.band(row).intersects(box)) continue;
    const std::vector<double> moments = momentsOf(animation, row);
    const auto [first, last] = around(moments, layout.axis, box.center().x(), box.width() / 2);
    for (size_t index = first; index < last; ++index) {
      const QPointF place = placeOf(layout, animation, {row, index});
      if (place.y() >= box.top() && place.y() <= box.bottom()) found.add(row, moments[index]);
    }
  }
  return found;
}

}  // namespace fsm::desktop
