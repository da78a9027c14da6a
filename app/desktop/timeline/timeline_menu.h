// The context menu of the timeline: what can be done to what was clicked.
#pragma once

#include <QPoint>

#include "app/desktop/timeline/timeline_commands.h"

class QMenu;
class QWidget;

namespace fsm::desktop {

struct MenuPlace {
  TimelineHit hit;
  double at = 0;  ///< clip time that was clicked, on a frame
  QPoint global;  ///< of the screen: popovers open there
};

/// Object name "timeline.menu"; its actions are named too ("freeze.1", "easing.hold", "edit", ...). `editKey` opens the exact
/// numbers of a key. Owned by `parent`; shown by the caller.
QMenu* makeTimelineMenu(TimelineState& state, TimelineCommands& commands, const MenuPlace& place, QWidget* parent,
                        const std::function<void(KeyId)>& editKey);

/// Only the easings, of camera key `key`.
QMenu* makeEasingMenu(TimelineState& state, TimelineCommands& commands, size_t key, QWidget* parent);

}  // namespace fsm::desktop
