#include "app/desktop/timeline/timeline_layout.h"

#include <algorithm>
#include <cmath>

namespace fsm::desktop {

using animation::Animation;
using animation::TimeInterpolation;

namespace {

constexpr double kEasingRoom = 44;        ///< pixels between two keys that an icon between them needs
constexpr double kSteepestHandle = 0.02;  ///< share of a handle's length that always lies along the clip's time

bool smoothBefore(const Animation& animation, size_t key) {
  return key > 0 && animation.time.keys()[key - 1].interpolation == TimeInterpolation::smooth;
}

bool smoothAfter(const Animation& animation, size_t key) {
  return key + 1 < animation.time.keys().size() && animation.time.keys()[key].interpolation == TimeInterpolation::smooth;
}

}  // namespace

void TimelineLayout::place(const QSizeF& size, double textHeight, double gutterWidth) {
  gutter = gutterWidth;
  const double width = std::max(1.0, size.width() - gutter);
  double y = 0;
  const auto take = [&](double height) {
    const QRectF band(gutter, y, width, height);
    y += height;
    return band;
  };
  range = take(std::round(textHeight * 0.55));
  ruler = take(std::round(textHeight * 1.35));
  markers = take(std::round(textHeight * 1.25));
  camera = take(std::round(textHeight * 2.1));
  time = take(std::max(textHeight * 2, size.height() - y));
  axis.setPlace(gutter, width);
  const double edge = std::min(time.height() / 4, textHeight * 1.2);
  scene.top = time.top() + edge;
  scene.bottom = time.bottom() - edge;
}

const QRectF& TimelineLayout::band(Row row) const {
  if (row == Row::markers) return markers;
  return row == Row::camera ? camera : time;
}

Row TimelineLayout::rowAt(double y) const {
  if (y < camera.top()) return Row::markers;
  return y < time.top() ? Row::camera : Row::time;
}

void fitScene(SceneAxis& axis, const Animation& animation, const animation::SceneSpan& span) {
  axis.low = span.first;
  axis.high = span.last;
  for (const animation::TimeKey& key : animation.time.keys()) {
    axis.low = std::min(axis.low, key.time);
    axis.high = std::max(axis.high, key.time);
  }
  if (axis.high - axis.low < 1e-3) {
    const double middle = (axis.low + axis.high) / 2;
    axis.low = middle - 0.5;
    axis.high = middle + 0.5;
  }
}

double axisLength(const Animation& animation) {
  double length = animation.length;
  if (!animation.camera.empty()) length = std::max(length, animation.camera.keys().back().at);
  if (!animation.time.empty()) length = std::max(length, animation.time.keys().back().at);
  return length;
}

QPointF placeOf(const TimelineLayout& layout, const Animation& animation, KeyId key) {
  const double x = layout.axis.x(momentOf(animation, key));
  if (key.row == Row::time) return {x, layout.scene.y(animation.time.keys()[key.index].time)};
  return {x, layout.band(key.row).center().y()};
}

std::optional<QPointF> handleTip(const TimelineLayout& layout, const Animation& animation, size_t timeKey, bool out) {
  if (out ? !smoothAfter(animation, timeKey) : !smoothBefore(animation, timeKey)) return std::nullopt;
  const double slope = out ? animation.time.slopeOut(timeKey) : animation.time.slopeIn(timeKey);
  const double dx = 1, dy = -slope * layout.axis.secondsPerPixel() / layout.scene.secondsPerPixel();
  const double scale = kHandleLength / std::hypot(dx, dy) * (out ? 1 : -1);
  return placeOf(layout, animation, {Row::time, timeKey}) + QPointF(dx * scale, dy * scale);
}

double slopeOfHandle(const TimelineLayout& layout, const animation::TimeKey& key, bool out, const QPointF& point) {
  const QPointF centre(layout.axis.x(key.at), layout.scene.y(key.time));
  const double side = out ? 1 : -1;
  const double dx = std::max((point.x() - centre.x()) * side, kSteepestHandle * kHandleLength) * side;
  const double dy = point.y() - centre.y();
  return -dy / dx * layout.scene.secondsPerPixel() / layout.axis.secondsPerPixel();
}

std::optional<QPointF> easingIcon(const TimelineLayout& layout, const Animation& animation, size_t index) {
  const auto& keys = animation.camera.keys();
  if (index + 1 >= keys.size()) return std::nullopt;
  const double from = layout.axis.x(keys[index].at), to = layout.axis.x(keys[index + 1].at);
  if (to - from < kEasingRoom) return std::nullopt;
  return QPointF((from + to) / 2, layout.camera.center().y());
}

}  // namespace fsm::desktop
