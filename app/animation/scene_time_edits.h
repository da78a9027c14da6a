// Edits of a scene-time track as the timeline offers them. An empty track first gets the keys that say what it means: the event
// at its own speed over `span`. Each returns the edited track and throws badInput for what cannot be, naming the way out.
#pragma once

#include "app/animation/scene_time_track.h"

namespace fsm::animation {

/// Keys that play the event once at its own speed.
SceneTimeTrack normalPlay(const SceneSpan& span);

/// Time stands still from `at` for `duration` seconds; what came after comes that much later.
SceneTimeTrack frozen(const SceneTimeTrack& track, double at, double duration, const SceneSpan& span);

/// What the clip shows between `from` and `to` plays at `percent` (> 0) of the speed that it has there; it takes longer or
/// shorter, and what came after comes later or earlier.
SceneTimeTrack retimed(const SceneTimeTrack& track, double from, double to, double percent, const SceneSpan& span);

/// From `from` to `to` the speed changes evenly to `percent` of the event's own; the event goes on at that speed to its end
/// (percent > 0), back to its start (< 0), or stands still (0). Later keys go.
SceneTimeTrack ramped(const SceneTimeTrack& track, double from, double to, double percent, const SceneSpan& span);

/// What the clip shows between `from` and `to` plays backwards in the same place. The scene time jumps at both ends where they
/// are inside the track.
SceneTimeTrack reversed(const SceneTimeTrack& track, double from, double to, const SceneSpan& span);

}  // namespace fsm::animation
