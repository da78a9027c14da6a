// Icons of playback, drawn in the palette's colours.
#pragma once

#include <QIcon>
#include <QPalette>

namespace fsm::desktop {

enum class TransportIcon { start, previous, play, pause, next, end };
QIcon transportIcon(TransportIcon icon, const QPalette& palette, double pixelRatio);

/// A key's diamond in `colour`, for buttons that make keys.
QIcon diamondIcon(const QColor& colour, double pixelRatio);
QIcon flagIcon(const QColor& colour, double pixelRatio);

}  // namespace fsm::desktop
