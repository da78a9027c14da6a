#include "app/desktop/viewport/tools/tool_icons.h"

#include <QPainter>
#include <QPainterPath>
#include <QPixmap>

namespace fsm::desktop {

namespace {

constexpr double kSize = 18;

void arrowHead(QPainter& painter, const QPointF& tip, const QPointF& along) {
  const QPointF aside(-along.y(), along.x()), base = tip - 3.5 * along;
  painter.drawPolyline(QPolygonF{base + 2.5 * aside, tip, base - 2.5 * aside});
}

void navigate(QPainter& painter) {
  painter.setBrush(painter.pen().color());
  painter.drawPolygon(QPolygonF{{4, 2}, {14, 11}, {9.5, 11.5}, {12, 16}, {9.8, 16.8}, {7.5, 12.4}, {4, 15}});
}

void lasso(QPainter& painter) {
  QPainterPath path({6, 12});
  path.cubicTo({-1, 8}, {4, 2}, {10, 2.5});
  path.cubicTo({18, 3}, {17, 12}, {9, 12});
  path.cubicTo({4, 12}, {4, 15}, {8, 17});
  painter.drawPath(path);
}

void brush(QPainter& painter) {
  painter.drawLine(QPointF(15.5, 2.5), QPointF(9, 9));
  painter.setBrush(painter.pen().color());
  QPainterPath path({10, 10});
  path.cubicTo({9, 15}, {6, 15.5}, {2.5, 15.5});
  path.cubicTo({5, 13}, {4, 9}, {8, 8});
  path.closeSubpath();
  painter.drawPath(path);
}

void sphere(QPainter& painter) {
  painter.drawEllipse(QPointF(9, 9), 6.5, 6.5);
  painter.drawEllipse(QPointF(9, 9), 6.5, 2.4);
}

void crop(QPainter& painter) {
  painter.drawPolyline(QPolygonF{{5, 1.5}, {5, 13}, {16.5, 13}});
  painter.drawPolyline(QPolygonF{{1.5, 5}, {13, 5}, {13, 16.5}});
}

void move(QPainter& painter) {
  painter.drawLine(QPointF(9, 2), QPointF(9, 16));
  painter.drawLine(QPointF(2, 9), QPointF(16, 9));
  for (const QPointF& along : {QPointF(1, 0), QPointF(-1, 0), QPointF(0, 1), QPointF(0, -1)})
    arrowHead(painter, QPointF(9, 9) + 7.5 * along, along);
}

void distance(QPainter& painter) {
  painter.drawLine(QPointF(2, 9), QPointF(16, 9));
  for (const double x : {2.0, 16.0}) painter.drawLine(QPointF(x, 5), QPointF(x, 13));
  for (const double x : {5.5, 9.0, 12.5}) painter.drawLine(QPointF(x, 9), QPointF(x, 6.5));
}

void ground(QPainter& painter) {
  painter.drawPolygon(QPolygonF{{1.5, 13}, {6, 9.5}, {16.5, 9.5}, {12, 16}});
  painter.drawLine(QPointF(9, 12.5), QPointF(9, 2));
  arrowHead(painter, {9, 1.5}, {0, -1});
}

void draw(QPainter& painter, ToolKind kind) {
  switch (kind) {
    case ToolKind::navigate: return navigate(painter);
    case ToolKind::box: {
      QPen pen = painter.pen();
      pen.setDashPattern({2, 1.6});
      painter.setPen(pen);
      return painter.drawRect(QRectF(2.5, 3.5, 13, 11));
    }
    case ToolKind::lasso: return lasso(painter);
    case ToolKind::brush: return brush(painter);
    case ToolKind::sphere: return sphere(painter);
    case ToolKind::crop: return crop(painter);
    case ToolKind::move: return move(painter);
    case ToolKind::distance: return distance(painter);
    case ToolKind::ground: return ground(painter);
  }
}

}  // namespace

QIcon toolIcon(ToolKind kind, const QPalette& palette, double pixelRatio) {
  QPixmap pixmap(QSizeF(kSize * pixelRatio, kSize * pixelRatio).toSize());
  pixmap.setDevicePixelRatio(pixelRatio);
  pixmap.fill(Qt::transparent);
  QPainter painter(&pixmap);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(palette.color(QPalette::ButtonText), 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  draw(painter, kind);
  painter.end();
  return QIcon(pixmap);
}

}  // namespace fsm::desktop
