#include "app/desktop/timeline/key_glyphs.h"

#include <QCoreApplication>
#include <QPainterPath>
#include <QPixmap>
#include <cmath>

namespace fsm::desktop {

using animation::AfterLast;
using animation::Easing;
using animation::TimeInterpolation;

namespace {

struct KeyNames {
  Q_DECLARE_TR_FUNCTIONS(KeyNames)
};

/// Share of the way after a share of the time.
double progress(Easing easing, double t) {
  switch (easing) {
    case Easing::linear: return t;
    case Easing::smooth: return t + 0.12 * std::sin(2 * 3.14159265358979 * t) * (t - 0.5) * 2;
    case Easing::easeIn: return t * t;
    case Easing::easeOut: return 1 - (1 - t) * (1 - t);
    case Easing::easeInOut: return t * t * (3 - 2 * t);
    case Easing::hold: return t < 1 ? 0 : 1;
  }
  return t;
}

}  // namespace

void paintDiamond(QPainter& painter, const QPointF& centre, double radius, const QColor& fill, const QColor& outline, bool held) {
  const QPointF points[]{centre + QPointF(0, -radius), centre + QPointF(radius, 0), centre + QPointF(0, radius),
                         centre + QPointF(-radius, 0)};
  painter.setPen(QPen(outline, 1.2));
  painter.setBrush(fill);
  painter.drawPolygon(points, 4);
  if (!held) return;
  const QPointF half[]{points[0], points[1], points[2]};
  painter.setBrush(fill.darker(230));
  painter.drawPolygon(half, 3);
}

void paintFlag(QPainter& painter, const QPointF& foot, double height, const QColor& fill, const QColor& outline) {
  const double width = height * 0.62, top = foot.y() - height;
  const QPointF points[]{foot,
                         {foot.x() - width / 2, top + height * 0.55},
                         {foot.x() - width / 2, top},
                         {foot.x() + width / 2, top},
                         {foot.x() + width / 2, top + height * 0.55}};
  painter.setPen(QPen(outline, 1));
  painter.setBrush(fill);
  painter.drawPolygon(points, 5);
}

void paintEasing(QPainter& painter, const QRectF& box, Easing easing, const QColor& colour) {
  constexpr int kParts = 12;
  QPolygonF line;
  for (int i = 0; i <= kParts; ++i) {
    const double t = static_cast<double>(i) / kParts;
    const double y = box.bottom() - progress(easing, t) * box.height();
    if (easing == Easing::hold && i == kParts) line << QPointF(box.right(), box.bottom());
    line << QPointF(box.left() + t * box.width(), y);
  }
  painter.setPen(QPen(colour, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  painter.setBrush(Qt::NoBrush);
  painter.drawPolyline(line);
}

QString nameOf(Easing easing) {
  switch (easing) {
    case Easing::linear: return KeyNames::tr("Linear");
    case Easing::smooth: return KeyNames::tr("Smooth through the key");
    case Easing::easeIn: return KeyNames::tr("Ease in (from standstill)");
    case Easing::easeOut: return KeyNames::tr("Ease out (to standstill)");
    case Easing::easeInOut: return KeyNames::tr("Ease in and out");
    case Easing::hold: return KeyNames::tr("Hold (cut)");
  }
  return {};
}

QString nameOf(TimeInterpolation interpolation) {
  switch (interpolation) {
    case TimeInterpolation::linear: return KeyNames::tr("Linear (one speed)");
    case TimeInterpolation::smooth: return KeyNames::tr("Smooth (with handles)");
    case TimeInterpolation::hold: return KeyNames::tr("Hold (jump at the next key)");
  }
  return {};
}

QString nameOf(AfterLast after) {
  switch (after) {
    case AfterLast::hold: return KeyNames::tr("Hold the last moment");
    case AfterLast::loop: return KeyNames::tr("Loop");
    case AfterLast::pingPong: return KeyNames::tr("Ping-pong");
  }
  return {};
}

QIcon iconOf(Easing easing, const QColor& colour, double pixelRatio) {
  constexpr double kSize = 16;
  QPixmap pixmap(QSizeF(kSize * pixelRatio, kSize * pixelRatio).toSize());
  pixmap.setDevicePixelRatio(pixelRatio);
  pixmap.fill(Qt::transparent);
  QPainter painter(&pixmap);
  painter.setRenderHint(QPainter::Antialiasing);
  paintEasing(painter, QRectF(2.5, 3.5, kSize - 5, kSize - 7), easing, colour);
  return QIcon(pixmap);
}

}  // namespace fsm::desktop
