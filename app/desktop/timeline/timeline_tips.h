// What the timeline says about what the mouse rests on: what it is, and what can be done with it.
#pragma once

#include <QString>

#include "app/desktop/timeline/timeline_state.h"

namespace fsm::desktop {

/// `at`: clip time under the mouse. Empty: nothing to say.
QString timelineTip(const TimelineState& state, const TimelineHit& hit, double at);

}  // namespace fsm::desktop
