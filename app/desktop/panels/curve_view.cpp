#include "app/desktop/panels/curve_view.h"

#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace fsm::desktop {

namespace {

constexpr int kStripHeight = 64, kMargin = 6;

/// Told apart by most colour-blind people, on dark and on light ground (after Okabe and Ito).
constexpr std::array<QRgb, 6> kColours{0xffe69f00, 0xff56b4e9, 0xff009e73, 0xffd55e00, 0xffcc79a7, 0xff0072b2};

struct Range {
  double low = std::numeric_limits<double>::infinity(), high = -std::numeric_limits<double>::infinity();
  void add(double value) {
    if (!std::isfinite(value)) return;
    low = std::min(low, value);
    high = std::max(high, value);
  }
  bool empty() const { return low > high; }
};

QString numberText(double value) {
  const double size = std::abs(value);
  if (size == 0) return QStringLiteral("0");
  if (size < 1e-3 || size >= 1e6) return QLocale().toString(value, 'e', 2);
  return QLocale().toString(value, 'f', size < 1 ? 4 : size < 100 ? 2 : 0);
}

/// The point nearest to `x`.
const std::pair<double, double>& nearest(const CurveView::Points& points, double x) {
  const auto after = std::lower_bound(points.begin(), points.end(), x, [](const auto& p, double at) { return p.first < at; });
  if (after == points.begin()) return *after;
  if (after == points.end()) return points.back();
  return x - std::prev(after)->first < after->first - x ? *std::prev(after) : *after;
}

}  // namespace

CurveView::CurveView(QWidget* parent) : QWidget(parent), xName_(tr("step")) {
  setMouseTracking(true);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void CurveView::setCurves(const Curves& curves) {
  const bool grown = curves.size() != curves_.size();
  curves_ = curves;
  Range x;
  for (const auto& [name, points] : curves_)
    for (const auto& point : points) x.add(point.first);
  first_ = x.empty() ? 0 : std::min(0.0, x.low);  // time and steps are counted from 0
  last_ = x.empty() || x.high <= first_ ? first_ + 1 : x.high;
  if (grown) updateGeometry();
  update();
}

void CurveView::setXName(const QString& name) {
  xName_ = name;
  update();
}

QSize CurveView::sizeHint() const {
  const int strips = std::max<int>(1, static_cast<int>(curves_.size()));
  return {280, strips * (kStripHeight + kMargin) + fontMetrics().height() + kMargin};
}

QSize CurveView::minimumSizeHint() const { return {120, sizeHint().height()}; }

double CurveView::xOf(double pixel, const QRectF& area) const {
  return first_ + std::clamp((pixel - area.left()) / area.width(), 0.0, 1.0) * (last_ - first_);
}

double CurveView::pixelOf(double x, const QRectF& area) const {
  return area.left() + (x - first_) / (last_ - first_) * area.width();
}

void CurveView::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  QRectF strip(kMargin, kMargin, width() - 2 * kMargin, kStripHeight);
  size_t index = 0;
  for (const auto& [name, points] : curves_) {
    paintStrip(painter, strip, name, points, QColor(kColours[index++ % kColours.size()]));
    strip.translate(0, kStripHeight + kMargin);
  }
  paintAxis(painter, QRectF(kMargin, strip.top() - kMargin, strip.width(), fontMetrics().height()));
}

void CurveView::paintStrip(QPainter& painter, const QRectF& area, const QString& name, const Points& points,
                           const QColor& colour) const {
  painter.fillRect(area, palette().base());
  Range y;
  for (const auto& point : points) y.add(point.second);
  const QColor text = palette().color(QPalette::Text);
  painter.setPen(text);
  const QRectF label = area.adjusted(4, 1, -4, -1);
  if (y.empty()) {
    painter.drawText(label, Qt::AlignLeft | Qt::AlignTop, name);
    return;
  }
  const double line = fontMetrics().height();
  const QRectF plot = area.adjusted(0, line + 2, 0, -3);
  const double height = y.high - y.low;
  const auto toPixel = [&](const std::pair<double, double>& point) {
    const double share = height > 0 ? (point.second - y.low) / height : 0.5;
    return QPointF(pixelOf(point.first, area), plot.bottom() - share * plot.height());
  };
  QPainterPath path;
  bool open = false;
  for (const auto& point : points) {
    if (!std::isfinite(point.second)) continue;
    open ? path.lineTo(toPixel(point)) : path.moveTo(toPixel(point));
    open = true;
  }
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(colour, 1.5));
  painter.drawPath(path);
  const auto& shown = pointed_ ? nearest(points, *pointed_) : points.back();
  painter.setBrush(colour);
  painter.setPen(Qt::NoPen);
  if (std::isfinite(shown.second)) painter.drawEllipse(toPixel(shown), 2.5, 2.5);
  painter.setPen(text);
  const QString value = numberText(shown.second);
  painter.drawText(label, Qt::AlignRight | Qt::AlignTop, value);
  const int room = static_cast<int>(label.width()) - fontMetrics().horizontalAdvance(value) - 8;
  painter.drawText(label, Qt::AlignLeft | Qt::AlignTop, fontMetrics().elidedText(name, Qt::ElideRight, room));
}

void CurveView::paintAxis(QPainter& painter, const QRectF& area) const {
  painter.setPen(palette().color(QPalette::PlaceholderText));
  painter.drawText(area, Qt::AlignLeft | Qt::AlignVCenter, numberText(first_));
  painter.drawText(area, Qt::AlignRight | Qt::AlignVCenter, numberText(last_));
  const QString middle = pointed_ ? QStringLiteral("%1 %2").arg(xName_, numberText(std::round(*pointed_))) : xName_;
  painter.drawText(area, Qt::AlignHCenter | Qt::AlignVCenter, middle);
  if (!pointed_) return;
  const double x = pixelOf(*pointed_, QRectF(kMargin, 0, width() - 2 * kMargin, 1));
  painter.setPen(QPen(palette().color(QPalette::PlaceholderText), 1, Qt::DotLine));
  painter.drawLine(QPointF(x, kMargin), QPointF(x, area.top()));
}

void CurveView::mouseMoveEvent(QMouseEvent* event) {
  pointed_ =
      curves_.empty() ? std::nullopt : std::optional(xOf(event->position().x(), QRectF(kMargin, 0, width() - 2 * kMargin, 1)));
  update();
}

void CurveView::leaveEvent(QEvent*) {
  pointed_.reset();
  update();
}

}  // namespace fsm::desktop
