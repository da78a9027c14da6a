// Pictures of the timeline: what changes rarely (kept as a pixmap by the view) and what follows playhead and mouse.
#pragma once

#include <QCoreApplication>
#include <QFont>
#include <QPainter>

#include "app/desktop/timeline/timeline_colours.h"
#include "app/desktop/timeline/timeline_state.h"

namespace fsm::desktop {

class TimelinePainter {
  Q_DECLARE_TR_FUNCTIONS(TimelinePainter)

 public:
  TimelinePainter(const TimelineState& state, const QPalette& palette, const QFont& font, bool focused);

  /// Bands, ruler, markers, tracks.
  void paintStatic(QPainter& painter, const QSizeF& size) const;
  /// Playhead, what is hovered over, the box that is drawn, the line that a drag rests at.
  void paintOverlay(QPainter& painter, const QSizeF& size) const;
  /// What the playhead covers at `x`: to be painted again when it moves.
  static QRectF playheadArea(double x, double height);

 private:
  void paintBands(QPainter& painter, const QSizeF& size) const;
  void paintRuler(QPainter& painter) const;
  void paintOutside(QPainter& painter, const QSizeF& size) const;
  void paintRange(QPainter& painter) const;
  void paintMarkers(QPainter& painter) const;
  void paintCameraTrack(QPainter& painter) const;
  void paintNames(QPainter& painter, const QSizeF& size) const;
  void paintHint(QPainter& painter, const QRectF& band, const QString& text) const;

  const TimelineState& state_;
  const TimelineLayout& layout_;
  TimelineColours colours_;
  QFont font_;
  bool focused_;
};

/// Visible keys of a row, first and one past the last, of moments that increase.
std::pair<size_t, size_t> visibleKeys(const std::vector<double>& moments, const TimeAxis& axis);

}  // namespace fsm::desktop
