#include "app/desktop/timeline/timeline_painter.h"

#include <QFontMetricsF>
#include <algorithm>
#include <cmath>

#include "app/desktop/timeline/curve_painter.h"
#include "app/desktop/timeline/key_glyphs.h"
#include "app/desktop/timeline/ruler.h"
#include "app/desktop/timeline/timecode.h"

namespace fsm::desktop {

using animation::Animation;

namespace {

constexpr double kSameColumn = 3;  ///< pixels: of keys closer than this one is drawn
constexpr double kPlayheadReach = 9;

}  // namespace

std::pair<size_t, size_t> visibleKeys(const std::vector<double>& moments, const TimeAxis& axis) {
  const double margin = 12 * axis.secondsPerPixel();
  const auto first = std::lower_bound(moments.begin(), moments.end(), axis.from() - margin);
  const auto last = std::upper_bound(first, moments.end(), axis.to() + margin);
  return {static_cast<size_t>(first - moments.begin()), static_cast<size_t>(last - moments.begin())};
}

TimelinePainter::TimelinePainter(const TimelineState& state, const QPalette& palette, const QFont& font, bool focused)
    : state_(state), layout_(state.layout()), colours_(palette), font_(font), focused_(focused) {}

void TimelinePainter::paintStatic(QPainter& painter, const QSizeF& size) const {
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setFont(font_);
  paintBands(painter, size);
  painter.save();
  painter.setClipRect(QRectF(layout_.gutter, 0, size.width() - layout_.gutter, size.height()));
  paintRuler(painter);
  paintTimeTrack(painter, state_, colours_, font_);
  paintCameraTrack(painter);
  paintOutside(painter, size);
  paintSceneLabels(painter, layout_, colours_, font_);
  paintRange(painter);
  paintMarkers(painter);
  painter.restore();
  paintNames(painter, size);
}

void TimelinePainter::paintBands(QPainter& painter, const QSizeF& size) const {
  painter.fillRect(QRectF(QPointF(0, 0), size), colours_.ground);
  painter.fillRect(QRectF(layout_.gutter, 0, size.width(), layout_.markers.bottom()), colours_.gutter);
  painter.fillRect(layout_.camera, colours_.band);
  painter.setPen(QPen(colours_.edge, 1));
  for (const double y : {layout_.ruler.bottom(), layout_.camera.top(), layout_.camera.bottom()})
    painter.drawLine(QPointF(0, std::floor(y) + 0.5), QPointF(size.width(), std::floor(y) + 0.5));
}

void TimelinePainter::paintRuler(QPainter& painter) const {
  const Animation& animation = state_.animation();
  const QFontMetricsF metrics(font_);
  const TimeAxis& axis = layout_.axis;
  const double labelRoom = metrics.horizontalAdvance(timecode(std::max(axis.to(), 0.0), animation.fps)) + 14;
  const RulerSteps steps = rulerSteps(axis.secondsPerPixel(), animation.fps, labelRoom);
  const double minor = steps.major / steps.minors;
  const auto first = static_cast<int64_t>(std::ceil(std::max(axis.from(), 0.0) / minor - 1e-9));
  const auto last = static_cast<int64_t>(std::floor(axis.to() / minor + 1e-9));
  for (int64_t i = first; i <= last; ++i) {
    const double at = static_cast<double>(i) * minor;
    const double x = std::floor(axis.x(at)) + 0.5;
    const bool labelled = i % steps.minors == 0;
    painter.setPen(QPen(labelled ? colours_.faintText : colours_.edge, 1));
    painter.drawLine(QPointF(x, layout_.ruler.bottom() - layout_.ruler.height() * (labelled ? 0.42 : 0.22)),
                     QPointF(x, layout_.ruler.bottom()));
    if (!labelled) continue;
    painter.setPen(QPen(colours_.grid, 1));
    painter.drawLine(QPointF(x, layout_.camera.top()), QPointF(x, layout_.time.bottom()));
    painter.setPen(colours_.text);
    painter.drawText(QPointF(x + 4, layout_.ruler.top() + metrics.ascent()), timecode(at, animation.fps));
  }
}

void TimelinePainter::paintOutside(QPainter& painter, const QSizeF& size) const {
  const Animation& animation = state_.animation();
  const double top = layout_.markers.top(), height = size.height() - top;
  const double in = layout_.axis.x(animation.in), out = layout_.axis.x(animation.out);
  painter.fillRect(QRectF(layout_.gutter, top, std::max(0.0, in - layout_.gutter), height), colours_.outside);
  painter.fillRect(QRectF(out, top, std::max(0.0, size.width() - out), height), colours_.outside);
  const double start = layout_.axis.x(0), end = layout_.axis.x(animation.length);
  const QBrush hatch(mixed(colours_.edge, colours_.ground, 0.3), Qt::BDiagPattern);
  painter.fillRect(QRectF(layout_.gutter, top, std::max(0.0, start - layout_.gutter), height), hatch);
  painter.fillRect(QRectF(end, top, std::max(0.0, size.width() - end), height), hatch);
}

void TimelinePainter::paintRange(QPainter& painter) const {
  const Animation& animation = state_.animation();
  const auto hovered = state_.overlay().hover.kind;
  const double in = layout_.axis.x(animation.in), out = layout_.axis.x(animation.out);
  const QRectF bar(in, layout_.range.top() + 1, out - in, layout_.range.height() - 2);
  painter.fillRect(layout_.range, colours_.ground);
  painter.setPen(Qt::NoPen);
  painter.setBrush(mixed(colours_.ground, colours_.selected, hovered == TimelineHit::Kind::range ? 0.75 : 0.5));
  painter.drawRoundedRect(bar, 2, 2);
  painter.setBrush(colours_.selected);
  painter.drawRoundedRect(QRectF(in, bar.top(), std::min(5.0, bar.width() / 2), bar.height()), 2, 2);
  painter.drawRoundedRect(QRectF(out - std::min(5.0, bar.width() / 2), bar.top(), std::min(5.0, bar.width() / 2), bar.height()),
                          2, 2);
}

void TimelinePainter::paintMarkers(QPainter& painter) const {
  const Animation& animation = state_.animation();
  const QFontMetricsF metrics(font_);
  const auto [first, last] = visibleKeys(momentsOf(animation, Row::markers), layout_.axis);
  const double foot = layout_.markers.bottom() - 1;
  for (size_t i = first; i < last; ++i) {
    const animation::Marker& marker = animation.markers[i];
    const double x = layout_.axis.x(marker.at);
    const QColor colour = QColor::fromRgb(marker.colour);
    const bool selected = state_.selection().contains(Row::markers, marker.at);
    painter.setPen(QPen(mixed(colours_.ground, colour, 0.55), 1, Qt::DashLine));
    painter.drawLine(QPointF(x, layout_.camera.top()), QPointF(x, layout_.time.bottom()));
    paintFlag(painter, {x, foot}, layout_.markers.height() * 0.72, colour, selected ? colours_.text : colours_.outline);
    const double end = i + 1 < animation.markers.size() ? layout_.axis.x(animation.markers[i + 1].at) - 8 : layout_.time.right();
    const double room = end - x - 9;
    if (room < 20) continue;
    painter.setPen(selected ? colours_.selected : colours_.text);
    painter.drawText(QPointF(x + 8, layout_.markers.center().y() + metrics.ascent() / 2 - 1),
                     metrics.elidedText(QString::fromStdString(marker.name), Qt::ElideRight, room));
  }
}

void TimelinePainter::paintCameraTrack(QPainter& painter) const {
  const Animation& animation = state_.animation();
  const auto& keys = animation.camera.keys();
  const double y = layout_.camera.center().y();
  if (keys.empty()) return paintHint(painter, layout_.camera, tr("Free camera. Press K to key the view at the playhead."));
  painter.setPen(QPen(mixed(colours_.ground, colours_.camera, 0.6), 2));
  painter.drawLine(QPointF(layout_.axis.x(animation.camera.begin()), y), QPointF(layout_.axis.x(keys.back().at), y));
  if (animation.camera.cyclic()) {
    painter.setPen(QPen(mixed(colours_.ground, colours_.camera, 0.6), 2, Qt::DotLine));
    painter.drawLine(QPointF(layout_.axis.x(keys.back().at), y), QPointF(layout_.axis.x(animation.camera.end()), y));
  }
  const auto [first, last] = visibleKeys(momentsOf(animation, Row::camera), layout_.axis);
  for (size_t i = first > 0 ? first - 1 : 0; i < last; ++i) {
    const auto icon = easingIcon(layout_, animation, i);
    if (!icon) continue;
    const QRectF box(icon->x() - 8, icon->y() - 7, 16, 14);
    const TimelineHit hit{TimelineHit::Kind::easing, Row::camera, {Row::camera, i}};
    painter.setPen(Qt::NoPen);
    painter.setBrush(state_.overlay().hover == hit ? mixed(colours_.band, colours_.camera, 0.35) : colours_.band);
    painter.drawRoundedRect(box.adjusted(-2, -2, 2, 2), 3, 3);
    paintEasing(painter, box.adjusted(2, 2, -2, -2), keys[i].easing, colours_.camera);
  }
  double drawn = -1e9;
  bool drawnSelected = false;
  for (size_t i = first; i < last; ++i) {
    const double x = layout_.axis.x(keys[i].at);
    const bool selected = state_.selection().contains(Row::camera, keys[i].at);
    if (x - drawn < kSameColumn && selected == drawnSelected) continue;
    drawn = x;
    drawnSelected = selected;
    paintDiamond(painter, {x, y}, kKeyRadius, selected ? colours_.selected : colours_.camera, colours_.outline,
                 keys[i].easing == animation::Easing::hold);
  }
}

void TimelinePainter::paintHint(QPainter& painter, const QRectF& band, const QString& text) const {
  const QFontMetricsF metrics(font_);
  painter.setPen(colours_.faintText);
  painter.drawText(band.adjusted(10, 0, -10, 0), Qt::AlignVCenter | Qt::AlignLeft,
                   metrics.elidedText(text, Qt::ElideRight, band.width() - 20));
}

void TimelinePainter::paintNames(QPainter& painter, const QSizeF& size) const {
  const double width = layout_.gutter;
  painter.fillRect(QRectF(0, 0, width, size.height()), colours_.gutter);
  painter.setPen(QPen(colours_.edge, 1));
  painter.drawLine(QPointF(width - 0.5, 0), QPointF(width - 0.5, size.height()));
  const QFontMetricsF metrics(font_);
  const auto name = [&](Row row, const QString& text, const QColor& colour) {
    const QRectF band(0, layout_.band(row).top(), width, std::min(layout_.band(row).height(), metrics.height() * 2.1));
    const bool current = focused_ && state_.focusRow() == row;
    if (current) painter.fillRect(QRectF(0, layout_.band(row).top() + 1, 3, layout_.band(row).height() - 1), colours_.selected);
    painter.fillRect(QRectF(8, band.center().y() - 4, 8, 8), colour);
    painter.setPen(current ? colours_.selected : colours_.text);
    painter.drawText(band.adjusted(22, 0, -4, 0), Qt::AlignVCenter | Qt::AlignLeft,
                     metrics.elidedText(text, Qt::ElideRight, width - 26));
  };
  name(Row::markers, tr("Markers"), colours_.marker);
  name(Row::camera, state_.animation().camera.shake() ? tr("Camera, hand-held") : tr("Camera"), colours_.camera);
  name(Row::time, tr("Scene time"), colours_.time);
}

QRectF TimelinePainter::playheadArea(double x, double height) { return {x - kPlayheadReach, 0, 2 * kPlayheadReach, height}; }

void TimelinePainter::paintOverlay(QPainter& painter, const QSizeF& size) const {
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setClipRect(QRectF(layout_.gutter, 0, size.width() - layout_.gutter, size.height()));
  const TimelineState::Overlay& overlay = state_.overlay();
  if (overlay.snapLine) {
    const double x = std::floor(layout_.axis.x(*overlay.snapLine)) + 0.5;
    painter.setPen(QPen(colours_.selected, 1, Qt::DotLine));
    painter.drawLine(QPointF(x, 0), QPointF(x, size.height()));
  }
  if (overlay.hover.kind == TimelineHit::Kind::key) {
    const QPointF place = placeOf(layout_, state_.animation(), overlay.hover.key);
    painter.setPen(QPen(colours_.text, 1.5));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(place, kKeyRadius + 3, kKeyRadius + 3);
  }
  const double x = std::floor(layout_.axis.x(state_.workspace().view.clipTime())) + 0.5;
  painter.setPen(QPen(colours_.playhead, 1.4));
  painter.drawLine(QPointF(x, layout_.ruler.top()), QPointF(x, size.height()));
  const double head = layout_.ruler.bottom();
  const QPointF points[]{{x - 6, head - 11}, {x + 6, head - 11}, {x + 6, head - 5}, {x, head}, {x - 6, head - 5}};
  painter.setPen(Qt::NoPen);
  painter.setBrush(colours_.playhead);
  painter.drawPolygon(points, 5);
  if (overlay.box) {
    painter.setPen(QPen(colours_.selected, 1));
    QColor fill = colours_.selected;
    fill.setAlpha(40);
    painter.setBrush(fill);
    painter.drawRect(*overlay.box);
  }
}

}  // namespace fsm::desktop
