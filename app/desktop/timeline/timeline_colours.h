// Colours of timeline and pad, made from the palette so that dark, light and the user's own themes hold.
#pragma once

#include <QColor>
#include <QPalette>

namespace fsm::desktop {

struct TimelineColours {
  explicit TimelineColours(const QPalette& palette);

  bool dark;
  QColor ground, band, gutter, edge;  ///< where tracks lie, every other band, the names' column, lines between them
  QColor text, faintText, grid;
  QColor camera, time, marker;    ///< of the tracks
  QColor selected, selectedText;  ///< the palette's accent
  QColor playhead;
  QColor outside;  ///< laid over what is not played
  QColor outline;  ///< around keys
};

/// `a` with `share` of `b` in it.
QColor mixed(const QColor& a, const QColor& b, double share);

}  // namespace fsm::desktop
