#include "app/desktop/timeline/pad_painter.h"

#include <QFontMetricsF>
#include <QLocale>
#include <algorithm>
#include <cmath>

#include "app/desktop/timeline/ruler.h"

namespace fsm::desktop {

using animation::ReferencePath;

namespace {

constexpr double kDot = 2.6;  ///< radius of an input frame

}  // namespace

QImage colouredGround(const QImage& confidence, const TimelineColours& colours) {
  if (confidence.isNull()) return {};
  const QColor filmed = colours.dark ? mixed(colours.ground, colours.text, 0.26) : colours.ground;
  const QColor invented = colours.dark ? mixed(colours.ground, Qt::black, 0.55) : mixed(colours.ground, Qt::black, 0.42);
  QImage out(confidence.size(), QImage::Format_RGB32);
  for (int y = 0; y < out.height(); ++y) {
    auto* row = reinterpret_cast<QRgb*>(out.scanLine(y));
    for (int x = 0; x < out.width(); ++x) row[x] = mixed(invented, filmed, confidence.constScanLine(y)[x] / 255.0).rgb();
  }
  return out;
}

PadPainter::PadPainter(const PadInteraction& pad, const TimelineColours& colours, const QFont& font)
    : pad_(pad), map_(pad.map()), colours_(colours), font_(font) {}

QRectF PadPainter::fieldOf(const QSizeF& size, const QFont& font) {
  const QFontMetricsF metrics(font);
  const double left = metrics.horizontalAdvance(QStringLiteral("000.0 s")) + 10, bottom = metrics.height() + 6;
  return {left, 6, std::max(20.0, size.width() - left - 6), std::max(20.0, size.height() - bottom - 6)};
}

void PadPainter::paintStatic(QPainter& painter, const QSizeF& size, const QImage& ground) const {
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setFont(font_);
  painter.fillRect(QRectF(QPointF(0, 0), size), colours_.gutter);
  painter.fillRect(map_.field(), ground.isNull() ? colours_.ground : colours_.gutter);
  painter.save();
  painter.setClipRect(map_.field());
  if (!ground.isNull()) {
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    const double top = map_.y(map_.span().last), bottom = map_.y(map_.span().first);
    const double edge = map_.span().length() > 0 ? 0 : map_.field().height();
    const double left = map_.x(0), right = map_.x(1);
    painter.drawImage(QRectF(left, top - edge, right - left, std::max(1.0, bottom - top + 2 * edge)), ground);
  }
  if (nothing()) {
    paintEmpty(painter);
  } else {
    paintGrid(painter);
    paintClip(painter);
    paintDots(painter);
  }
  painter.restore();
  paintLabels(painter, size);
}

/// Neither an event nor a place to be: nothing can be scrubbed.
bool PadPainter::nothing() const { return pad_.content().path.empty() && map_.span().length() <= 0; }

void PadPainter::paintGrid(QPainter& painter) const {
  const double step = niceStep(map_.secondsPerPixel(), QFontMetricsF(font_).height() * 1.7);
  painter.setPen(QPen(mixed(colours_.grid, colours_.text, 0.08), 1));
  const auto first = static_cast<int64_t>(std::ceil(map_.from() / step)),
             last = static_cast<int64_t>(std::floor(map_.to() / step));
  for (int64_t i = first; i <= last; ++i) {
    const double y = std::floor(map_.y(static_cast<double>(i) * step)) + 0.5;
    painter.drawLine(QPointF(map_.field().left(), y), QPointF(map_.field().right(), y));
  }
}

void PadPainter::paintClip(QPainter& painter) const {
  const PadContent& content = pad_.content();
  if (!content.cameraKeyed || content.path.empty()) return;
  QPolygonF line;
  for (const PadStep& step : content.clip) line << map_.point(step.place);
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(colours_.outline, 4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  painter.drawPolyline(line);
  painter.setPen(QPen(colours_.camera, 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  painter.drawPolyline(line);
  for (const PadStep& key : content.keys) {
    const QPointF place = map_.point(key.place);
    const QPointF points[]{place + QPointF(0, -4.5), place + QPointF(4.5, 0), place + QPointF(0, 4.5), place + QPointF(-4.5, 0)};
    painter.setPen(QPen(colours_.outline, 1));
    painter.setBrush(colours_.camera);
    painter.drawPolygon(points, 4);
  }
}

void PadPainter::paintDots(QPainter& painter) const {
  const std::vector<PadDot>& dots = pad_.content().dots;
  QList<QPointF> points;
  points.reserve(static_cast<qsizetype>(dots.size()));
  for (const PadDot& dot : dots) {
    const QPointF point = map_.point(dot.place);
    if (map_.field().adjusted(-kDot, -kDot, kDot, kDot).contains(point)) points.push_back(point);
  }
  const auto draw = [&](const QColor& colour, double radius) {
    painter.setPen(QPen(colour, 2 * radius, Qt::SolidLine, Qt::RoundCap));
    painter.drawPoints(points.data(), static_cast<int>(points.size()));
  };
  draw(colours_.outline, kDot + 1);
  draw(colours_.time, kDot);
}

void PadPainter::paintLabels(QPainter& painter, const QSizeF& size) const {
  const QFontMetricsF metrics(font_);
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(colours_.edge, 1));
  painter.drawRect(map_.field().adjusted(-0.5, -0.5, 0.5, 0.5));
  if (nothing()) return;
  const double step = niceStep(map_.secondsPerPixel(), metrics.height() * 1.7);
  const int decimals = step < 0.0099 ? 3 : step < 0.099 ? 2 : step < 0.99 ? 1 : 0;
  const auto first = static_cast<int64_t>(std::ceil(map_.from() / step)),
             last = static_cast<int64_t>(std::floor(map_.to() / step));
  painter.setPen(colours_.text);
  for (int64_t i = first; i <= last; ++i) {
    const double seconds = static_cast<double>(i) * step, y = map_.y(seconds);
    if (y < map_.field().top() + metrics.ascent() / 2 || y > map_.field().bottom() - metrics.ascent() / 3) continue;
    painter.drawText(QRectF(0, y - metrics.height() / 2, map_.field().left() - 5, metrics.height()),
                     Qt::AlignRight | Qt::AlignVCenter, tr("%1 s").arg(QLocale().toString(seconds, 'f', decimals)));
  }
  painter.setPen(colours_.faintText);
  const QRectF below(map_.field().left(), map_.field().bottom() + 2, map_.field().width(),
                     size.height() - map_.field().bottom() - 2);
  painter.drawText(below, Qt::AlignCenter, metrics.elidedText(pathName(), Qt::ElideRight, below.width()));
}

QString PadPainter::pathName() const {
  switch (pad_.content().path.kind()) {
    case ReferencePath::Kind::none: return tr("no camera path yet");
    case ReferencePath::Kind::point: return tr("one camera that stood still");
    case ReferencePath::Kind::filmed: return tr("camera along the filmed path →");
    case ReferencePath::Kind::rig: return tr("camera along the row of cameras →");
    case ReferencePath::Kind::keyed: return tr("camera along the keyed path →");
  }
  return {};
}

void PadPainter::paintEmpty(QPainter& painter) const {
  painter.setPen(colours_.faintText);
  painter.drawText(
      map_.field().adjusted(12, 8, -12, -8), Qt::AlignCenter | Qt::TextWordWrap,
      tr("The view-time pad: across is where the camera stands, upwards is the moment of the event. Import a video, or key "
         "the camera (K), and drag here to see any moment from any place."));
}

void PadPainter::paintOverlay(QPainter& painter, double clipTime) const {
  if (nothing()) return;
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setClipRect(map_.field());
  const PadContent& content = pad_.content();
  const QPointF here = map_.point(pad_.here());
  QColor hair = colours_.playhead;
  hair.setAlpha(110);
  painter.setPen(QPen(hair, 1));
  painter.drawLine(QPointF(here.x(), map_.field().top()), QPointF(here.x(), map_.field().bottom()));
  painter.drawLine(QPointF(map_.field().left(), here.y()), QPointF(map_.field().right(), here.y()));
  if (content.cameraKeyed && !content.clip.empty()) {
    // Where the clip is at the playhead: hidden under the point unless the view has left it.
    painter.setPen(QPen(colours_.camera, 1.6));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(map_.point(clipPlace(content, clipTime)), 7, 7);
  }
  if (pad_.hovered() && *pad_.hovered() < content.dots.size()) {
    painter.setPen(QPen(colours_.text, 1.5));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(map_.point(content.dots[*pad_.hovered()].place), 6, 6);
  }
  const bool onPath = pad_.onPath();
  painter.setPen(QPen(colours_.outline, 5));
  painter.setBrush(Qt::NoBrush);
  painter.drawEllipse(here, 5, 5);
  painter.setPen(QPen(colours_.playhead, 2.2));
  painter.setBrush(onPath ? QBrush(colours_.playhead) : QBrush(Qt::NoBrush));
  painter.drawEllipse(here, 5, 5);
}

}  // namespace fsm::desktop
