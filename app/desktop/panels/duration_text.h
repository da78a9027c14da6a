// How long something takes, in words that fit a narrow panel.
#pragma once

#include <QString>

namespace fsm::desktop {

/// "0.4 s", "12 s", "3 min 20 s", "2 h 5 min".
QString durationText(double seconds);
/// The same rounded as far as an estimate is worth: "about 40 s".
QString estimateText(double seconds);

}  // namespace fsm::desktop
