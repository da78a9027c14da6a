#include "app/desktop/dialogs/export_frame_view.h"

#include <QPainter>

namespace fsm::desktop {

namespace {

constexpr int kMargin = 1;
constexpr QRgb kField = 0xff181818, kText = 0xffc8c8c8, kEdge = 0xff505050;

QBrush checkerboard() {
  constexpr int kCell = 8;
  QPixmap tile(2 * kCell, 2 * kCell);
  tile.fill(QColor(0x66, 0x66, 0x66));
  QPainter painter(&tile);
  painter.fillRect(0, 0, kCell, kCell, QColor(0x99, 0x99, 0x99));
  painter.fillRect(kCell, kCell, kCell, kCell, QColor(0x99, 0x99, 0x99));
  return tile;
}

}  // namespace

ExportFrameView::ExportFrameView(QWidget* parent) : QWidget(parent) {
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
  setAttribute(Qt::WA_OpaquePaintEvent);
}

void ExportFrameView::setPicture(const QImage& picture, const QImage& shown) {
  picture_ = picture;
  shown_ = shown;
  update();
}

void ExportFrameView::setMessage(const QString& text) {
  message_ = text;
  update();
}

QSize ExportFrameView::room() const { return (QSizeF(size() - QSize(2 * kMargin, 2 * kMargin)) * devicePixelRatioF()).toSize(); }

void ExportFrameView::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(rect(), QColor::fromRgb(kField));
  if (!message_.isEmpty() || shown_.isNull()) {
    painter.setPen(QColor::fromRgb(kText));
    painter.drawText(rect().adjusted(24, 24, -24, -24), Qt::AlignCenter | Qt::TextWordWrap, message_);
    return;
  }
  const QSize fitting = shown_.size().scaled(size() - QSize(2 * kMargin, 2 * kMargin), Qt::KeepAspectRatio);
  QRect place({0, 0}, fitting);
  place.moveCenter(rect().center());
  if (shown_.hasAlphaChannel()) painter.fillRect(place, checkerboard());
  painter.setRenderHint(QPainter::SmoothPixmapTransform);
  painter.drawImage(place, shown_);
  painter.setPen(QColor::fromRgb(kEdge));
  painter.drawRect(place.adjusted(-1, -1, 0, 0));
}

void ExportFrameView::resizeEvent(QResizeEvent*) { emit resized(); }

}  // namespace fsm::desktop
