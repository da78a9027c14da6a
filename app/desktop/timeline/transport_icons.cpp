#include "app/desktop/timeline/transport_icons.h"

#include <QPainter>
#include <QPixmap>
#include <functional>

#include "app/desktop/timeline/key_glyphs.h"

namespace fsm::desktop {

namespace {

constexpr double kSize = 16;

QIcon drawn(double pixelRatio, const std::function<void(QPainter&)>& draw) {
  QPixmap pixmap(QSizeF(kSize * pixelRatio, kSize * pixelRatio).toSize());
  pixmap.setDevicePixelRatio(pixelRatio);
  pixmap.fill(Qt::transparent);
  QPainter painter(&pixmap);
  painter.setRenderHint(QPainter::Antialiasing);
  draw(painter);
  painter.end();
  return QIcon(pixmap);
}

void triangle(QPainter& painter, double from, double to) {
  const QPointF points[]{{from, 3}, {to, 8}, {from, 13}};
  painter.drawPolygon(points, 3);
}

void bar(QPainter& painter, double x, double width) { painter.drawRect(QRectF(x, 3, width, 10)); }

}  // namespace

QIcon transportIcon(TransportIcon icon, const QPalette& palette, double pixelRatio) {
  return drawn(pixelRatio, [&](QPainter& painter) {
    painter.setPen(Qt::NoPen);
    painter.setBrush(palette.color(QPalette::ButtonText));
    switch (icon) {
      case TransportIcon::start: bar(painter, 3, 2); return triangle(painter, 13, 5.5);
      case TransportIcon::previous: bar(painter, 11, 2); return triangle(painter, 10, 3);
      case TransportIcon::play: return triangle(painter, 4, 13);
      case TransportIcon::pause: bar(painter, 4, 3); return bar(painter, 9, 3);
      case TransportIcon::next: bar(painter, 3, 2); return triangle(painter, 6, 13);
      case TransportIcon::end: triangle(painter, 3, 10.5); return bar(painter, 11, 2);
    }
  });
}

QIcon diamondIcon(const QColor& colour, double pixelRatio) {
  return drawn(pixelRatio, [&](QPainter& painter) { paintDiamond(painter, {8, 8}, 6, colour, Qt::transparent, false); });
}

QIcon flagIcon(const QColor& colour, double pixelRatio) {
  return drawn(pixelRatio, [&](QPainter& painter) { paintFlag(painter, {8, 15}, 13, colour, Qt::transparent); });
}

}  // namespace fsm::desktop
