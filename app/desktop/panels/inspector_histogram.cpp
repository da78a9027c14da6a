#include "app/desktop/panels/inspector_histogram.h"

#include <QHelpEvent>
#include <QLocale>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <cmath>

namespace fsm::desktop {

namespace {

constexpr int kBars = 40;  ///< height, logical pixels

}  // namespace

HistogramView::HistogramView(Histogram histogram, std::function<QString(double)> textOf, QWidget* parent)
    : QWidget(parent), histogram_(std::move(histogram)), textOf_(std::move(textOf)) {
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QSize HistogramView::sizeHint() const { return {120, kBars + fontMetrics().height() + 2}; }

void HistogramView::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const QRectF area(0.5, 0.5, width() - 1.0, kBars);
  painter.fillRect(area, palette().base());
  if (!histogram_.shares.empty()) {
    const float highest = *std::max_element(histogram_.shares.begin(), histogram_.shares.end());
    const double step = area.width() / static_cast<double>(histogram_.shares.size());
    for (size_t i = 0; i < histogram_.shares.size(); ++i) {
      // Roots, so that few are seen beside many.
      const double height = (area.height() - 2) * std::sqrt(histogram_.shares[i] / highest);
      painter.fillRect(
          QRectF(area.left() + static_cast<double>(i) * step, area.bottom() - height, std::max(step - 1, 1.0), height),
          palette().highlight());
    }
  }
  painter.setPen(palette().color(QPalette::PlaceholderText));
  const QRect words(0, kBars + 1, width(), fontMetrics().height() + 1);
  painter.drawText(words, Qt::AlignLeft, textOf_(histogram_.least));
  painter.drawText(words, Qt::AlignRight, textOf_(histogram_.most));
}

bool HistogramView::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip || histogram_.shares.empty()) return QWidget::event(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  const auto count = static_cast<double>(histogram_.shares.size());
  const double place = std::clamp(std::floor(help->pos().x() * count / std::max(width(), 1)), 0.0, count - 1);
  const double each = (histogram_.most - histogram_.least) / count, from = histogram_.least + place * each;
  QToolTip::showText(help->globalPos(),
                     tr("%1 to %2: %3 %")
                         .arg(textOf_(from), textOf_(from + each),
                              QLocale().toString(100.0 * histogram_.shares[static_cast<size_t>(place)], 'f', 1)),
                     this);
  return true;
}

}  // namespace fsm::desktop
