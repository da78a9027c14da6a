// Clip time as people read and type it: "2:07" is the eighth frame after two seconds; "1:02:07" has minutes before it.
#pragma once

#include <QString>
#include <optional>

namespace fsm::desktop {

/// "s:ff", "m:ss:ff" from a minute on, "h:mm:ss:ff" from an hour on, of the frame nearest to `seconds`.
QString timecode(double seconds, double fps);
/// The same, "75f" for frames, or plain seconds ("2.5", "2.5 s"; comma or point). Nothing where it is none of these, or where a
/// number is out of its range (60 seconds, as many frames as there are in a second).
std::optional<double> secondsOfTimecode(const QString& text, double fps);

}  // namespace fsm::desktop
