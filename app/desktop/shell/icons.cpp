#include "app/desktop/shell/icons.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>
#include <QPixmap>
#include <QSvgRenderer>

static void linkDrawings() { Q_INIT_RESOURCE(chronoscope); }

namespace fsm::desktop {

namespace {

QColor colourOf(QIcon::Mode mode) {
  const QPalette palette = QGuiApplication::palette();
  switch (mode) {
    case QIcon::Disabled: return palette.color(QPalette::Disabled, QPalette::ButtonText);
    case QIcon::Selected: return palette.color(QPalette::HighlightedText);
    default: return palette.color(QPalette::ButtonText);
  }
}

/// Draws anew for every size and colour: the drawings are small, and buttons keep what they show.
class TintedDrawing : public QIconEngine {
 public:
  explicit TintedDrawing(QByteArray drawing) : drawing_(std::move(drawing)) {}

  void paint(QPainter* painter, const QRect& rectangle, QIcon::Mode mode, QIcon::State) override {
    QByteArray tinted = drawing_;
    tinted.replace("currentColor", colourOf(mode).name().toLatin1());
    QSvgRenderer(tinted).render(painter, QRectF(rectangle));
  }

  QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
    QPixmap pixmap(size);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    paint(&painter, QRect(QPoint(0, 0), size), mode, state);
    return pixmap;
  }

  QIconEngine* clone() const override { return new TintedDrawing(drawing_); }

 private:
  QByteArray drawing_;
};

}  // namespace

QIcon icon(const QString& name) {
  linkDrawings();
  QFile file(QStringLiteral(":/icons/actions/%1.svg").arg(name));
  return file.open(QIODevice::ReadOnly) ? QIcon(new TintedDrawing(file.readAll())) : QIcon();
}

QIcon programIcon() {
  linkDrawings();
  return QIcon(QStringLiteral(":/icons/chronoscope.svg"));
}

}  // namespace fsm::desktop
