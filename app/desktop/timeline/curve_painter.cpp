#include "app/desktop/timeline/curve_painter.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QLocale>
#include <algorithm>
#include <cmath>
#include <functional>

#include "app/desktop/timeline/key_glyphs.h"
#include "app/desktop/timeline/ruler.h"
#include "app/desktop/timeline/timeline_painter.h"

namespace fsm::desktop {

using animation::TimeInterpolation;
using animation::TimeKey;

namespace {

constexpr double kSameColumn = 3;    ///< pixels: of keys closer than this one is drawn
constexpr size_t kMostHandles = 64;  ///< keys whose handles are drawn
constexpr double kLabelGap = 10;     ///< pixels that a speed needs besides its own width

/// Calls `draw(seconds, y)` for every line of the grid.
void forEachLine(const TimelineLayout& layout, const QFontMetricsF& metrics, const std::function<void(double, double)>& draw) {
  const double step = niceStep(layout.scene.secondsPerPixel(), metrics.height() * 1.8);
  const auto first = static_cast<int64_t>(std::ceil(layout.scene.low / step - 1e-6));
  const auto last = static_cast<int64_t>(std::floor(layout.scene.high / step + 1e-6));
  for (int64_t i = first; i <= last; ++i) {
    const double seconds = static_cast<double>(i) * step;
    draw(seconds, std::floor(layout.scene.y(seconds)) + 0.5);
  }
}

class TrackPainter {
  Q_DECLARE_TR_FUNCTIONS(TimeTrack)

 public:
  TrackPainter(QPainter& painter, const TimelineState& state, const TimelineColours& colours, const QFont& font)
      : painter_(painter),
        state_(state),
        layout_(state.layout()),
        track_(state.animation().time),
        colours_(colours),
        metrics_(font) {}

  void paint() const {
    painter_.save();
    painter_.setClipRect(layout_.time, Qt::IntersectClip);
    paintGrid();
    if (track_.empty()) {
      paintCurve(layout_.axis.from(), layout_.axis.to(), Qt::SolidLine, 0.7);
      paintSpeeds();
    } else {
      const double first = track_.keys().front().at, last = track_.keys().back().at;
      paintCurve(layout_.axis.from(), first, Qt::DashLine, 0.6);
      paintCurve(first, last, Qt::SolidLine, 0);
      paintCurve(last, layout_.axis.to(), Qt::DashLine, 0.6);
      paintSpeeds();
      paintHandles();
      paintKeys();
    }
    painter_.restore();
  }

 private:
  void paintGrid() const {
    painter_.setPen(QPen(colours_.grid, 1));
    forEachLine(layout_, metrics_,
                [&](double, double y) { painter_.drawLine(QPointF(layout_.gutter, y), QPointF(layout_.time.right(), y)); });
  }

  /// Pixel by pixel; a jump is an upright line.
  void paintCurve(double from, double to, Qt::PenStyle style, double faded) const {
    const double left = std::max(layout_.axis.x(from), layout_.gutter),
                 right = std::min(layout_.axis.x(to), layout_.time.right());
    if (right <= left) return;
    QPolygonF line;
    line.reserve(static_cast<int>(right - left) + 3);
    const auto add = [&](double at) {
      line << QPointF(layout_.axis.x(at), layout_.scene.y(track_.sceneTime(at, state_.span())));
    };
    add(layout_.axis.seconds(left));
    for (double x = std::floor(left) + 1; x < right; ++x) add(layout_.axis.seconds(x));
    // The very end belongs to the next key; a held way reaches it on its own height.
    add(std::nextafter(layout_.axis.seconds(right), from));
    painter_.setBrush(Qt::NoBrush);
    painter_.setPen(QPen(mixed(colours_.time, colours_.ground, faded), 1.8, style, Qt::FlatCap, Qt::RoundJoin));
    painter_.drawPolyline(line);
  }

  void paintSpeeds() const {
    if (track_.empty()) {
      const double end = std::min(layout_.axis.x(state_.span().length()), layout_.time.right());
      return paintSpeed(std::max(layout_.axis.x(0), layout_.gutter), end, 100, false);
    }
    const auto& keys = track_.keys();
    const auto [first, last] = visibleKeys(momentsOf(state_.animation(), Row::time), layout_.axis);
    for (size_t i = first > 0 ? first - 1 : 0; i < last && i + 1 < keys.size(); ++i) {
      const double seconds = keys[i + 1].at - keys[i].at;
      const double percent =
          keys[i].interpolation == TimeInterpolation::hold ? 0 : 100 * (keys[i + 1].time - keys[i].time) / seconds;
      paintSpeed(std::max(layout_.axis.x(keys[i].at), layout_.gutter),
                 std::min(layout_.axis.x(keys[i + 1].at), layout_.time.right()), percent,
                 keys[i].interpolation == TimeInterpolation::smooth && percent != 0);
    }
  }

  /// `average`: the speed changes on the way.
  void paintSpeed(double left, double right, double percent, bool average) const {
    if (right - left < 3 * kLabelGap) return;
    const QString speed = speedText(percent), text = average ? tr("⌀ %1").arg(speed) : speed;
    const QString number = text.section(QLatin1Char('('), 0, 0).trimmed();
    const double room = right - left - 2 * kLabelGap;
    const QString shown = metrics_.horizontalAdvance(text) <= room ? text : number;
    const double width = metrics_.horizontalAdvance(shown);
    if (width > room) return;
    const double x = (left + right) / 2;
    double highest = layout_.time.bottom(), lowest = layout_.time.top();
    for (const double part : {-0.5, -0.25, 0.0, 0.25, 0.5}) {
      const double y = layout_.scene.y(track_.sceneTime(layout_.axis.seconds(x + part * width), state_.span()));
      highest = std::min(highest, y);
      lowest = std::max(lowest, y);
    }
    // Above the curve where there is room, else below it.
    const double above = highest - metrics_.height() - 3;
    const QRectF box(x - width / 2 - 3, above > layout_.time.top() ? above : lowest + 3, width + 6, metrics_.height());
    QColor ground = colours_.ground;
    ground.setAlpha(190);
    painter_.setPen(Qt::NoPen);
    painter_.setBrush(ground);
    painter_.drawRoundedRect(box, 3, 3);
    painter_.setPen(percent < 0 ? colours_.playhead : std::abs(percent) < 0.05 ? colours_.camera : colours_.text);
    painter_.drawText(box, Qt::AlignCenter, shown);
  }

  void paintHandles() const {
    if (state_.selection().in(Row::time).size() > kMostHandles) return;
    for (const size_t index : state_.selection().indices(state_.animation(), Row::time))
      for (const bool out : {false, true}) {
        const auto tip = handleTip(layout_, state_.animation(), index, out);
        if (!tip) continue;
        const TimeKey& key = track_.keys()[index];
        const bool given = (out ? key.slopeOut : key.slopeIn).has_value();
        painter_.setPen(QPen(colours_.selected, 1.2));
        painter_.drawLine(placeOf(layout_, state_.animation(), {Row::time, index}), *tip);
        painter_.setBrush(given ? colours_.selected : colours_.ground);
        painter_.drawEllipse(*tip, 4, 4);
      }
  }

  void paintKeys() const {
    const auto& keys = track_.keys();
    const auto [first, last] = visibleKeys(momentsOf(state_.animation(), Row::time), layout_.axis);
    QPointF drawn(-1e9, 0);
    bool drawnSelected = false;
    for (size_t i = first; i < last; ++i) {
      const QPointF place = placeOf(layout_, state_.animation(), {Row::time, i});
      const bool selected = state_.selection().contains(Row::time, keys[i].at);
      if (place.x() - drawn.x() < kSameColumn && std::abs(place.y() - drawn.y()) < kSameColumn && selected == drawnSelected)
        continue;
      drawn = place;
      drawnSelected = selected;
      paintDiamond(painter_, place, kKeyRadius, selected ? colours_.selected : colours_.time, colours_.outline,
                   keys[i].interpolation == TimeInterpolation::hold);
    }
  }

  QPainter& painter_;
  const TimelineState& state_;
  const TimelineLayout& layout_;
  const animation::SceneTimeTrack& track_;
  const TimelineColours& colours_;
  QFontMetricsF metrics_;
};

}  // namespace

QString speedText(double percent) {
  const double shown = std::abs(percent) < 10 ? std::round(percent * 10) / 10 : std::round(percent);
  const QString number = TrackPainter::tr("%1 %").arg(QLocale().toString(shown + 0.0, 'g', 6));
  if (shown == 0) return TrackPainter::tr("%1 (freeze)").arg(TrackPainter::tr("0 %"));
  return shown < 0 ? TrackPainter::tr("%1 (reverse)").arg(number) : number;
}

void paintSceneLabels(QPainter& painter, const TimelineLayout& layout, const TimelineColours& colours, const QFont& font) {
  painter.setPen(colours.faintText);
  forEachLine(layout, QFontMetricsF(font), [&](double seconds, double y) {
    painter.drawText(QPointF(layout.gutter + 4, y - 2), TrackPainter::tr("%1 s").arg(QLocale().toString(seconds, 'g', 6)));
  });
}

void paintTimeTrack(QPainter& painter, const TimelineState& state, const TimelineColours& colours, const QFont& font) {
  TrackPainter(painter, state, colours, font).paint();
}

}  // namespace fsm::desktop
