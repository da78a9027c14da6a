// Pictures of the view-time pad: the ground with dots and the clip's way (kept by the view), and what moves.
#pragma once

#include <QCoreApplication>
#include <QFont>
#include <QPainter>

#include "app/desktop/timeline/pad_interaction.h"
#include "app/desktop/timeline/timeline_colours.h"

namespace fsm::desktop {

/// Confidence (8-bit grey) in the palette's colours: darker where the picture is invented.
QImage colouredGround(const QImage& confidence, const TimelineColours& colours);

class PadPainter {
  Q_DECLARE_TR_FUNCTIONS(PadPainter)

 public:
  PadPainter(const PadInteraction& pad, const TimelineColours& colours, const QFont& font);

  /// The field inside of a widget of `size`: room for labels is left.
  static QRectF fieldOf(const QSizeF& size, const QFont& font);
  void paintStatic(QPainter& painter, const QSizeF& size, const QImage& ground) const;
  void paintOverlay(QPainter& painter, double clipTime) const;

 private:
  bool nothing() const;
  void paintGrid(QPainter& painter) const;
  void paintClip(QPainter& painter) const;
  void paintDots(QPainter& painter) const;
  void paintLabels(QPainter& painter, const QSizeF& size) const;
  void paintEmpty(QPainter& painter) const;
  QString pathName() const;

  const PadInteraction& pad_;
  const PadMap& map_;
  TimelineColours colours_;
  QFont font_;
};

}  // namespace fsm::desktop
