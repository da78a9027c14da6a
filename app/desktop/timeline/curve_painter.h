// The scene-time track: which moment of the event the clip shows, as a curve, with the speed of every way between two keys.
#pragma once

#include <QFont>
#include <QPainter>

#include "app/desktop/timeline/timeline_colours.h"
#include "app/desktop/timeline/timeline_state.h"

namespace fsm::desktop {

void paintTimeTrack(QPainter& painter, const TimelineState& state, const TimelineColours& colours, const QFont& font);

/// Scene seconds along the left edge.
void paintSceneLabels(QPainter& painter, const TimelineLayout& layout, const TimelineColours& colours, const QFont& font);

/// "100 %", "-50 % (reverse)", "0 % (freeze)".
QString speedText(double percent);

}  // namespace fsm::desktop
