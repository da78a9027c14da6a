// What can be done to the selected keys of an animation, as plain functions: the old animation goes in, the new one and what is
// selected afterwards come out. All throw badInput (a sentence) for what cannot be.
#pragma once

#include <utility>
#include <vector>

#include "app/animation/animation.h"
#include "app/desktop/timeline/key_selection.h"

namespace fsm::desktop {

struct EditedAnimation {
  animation::Animation animation;
  KeySelection selection;
};

/// Shifts the selected by `delta` seconds of clip time; keys of the scene-time track also by `sceneDelta` scene seconds. Both
/// are cut so that everything stays on the timeline and scene times stay in `span`. Keys in the way are replaced.
EditedAnimation moved(const animation::Animation& animation, const KeySelection& selection, double delta, double sceneDelta,
                      const animation::SceneSpan& span);
EditedAnimation removed(const animation::Animation& animation, const KeySelection& selection);

/// Copies of keys, their moments counted from the first of them.
struct KeyClipboard {
  std::vector<animation::CameraKey> camera;
  std::vector<animation::TimeKey> time;
  std::vector<animation::Marker> markers;
  bool empty() const { return camera.empty() && time.empty() && markers.empty(); }
};
KeyClipboard copied(const animation::Animation& animation, const KeySelection& selection);
/// The first of them comes to `at`; keys in the way are replaced. The pasted are selected.
EditedAnimation pasted(const animation::Animation& animation, const KeyClipboard& clipboard, double at);
/// Right behind themselves, a frame later.
EditedAnimation duplicated(const animation::Animation& animation, const KeySelection& selection);

/// Of the selected camera keys; of the selected scene-time keys.
EditedAnimation withEasing(const animation::Animation& animation, const KeySelection& selection, animation::Easing easing);
EditedAnimation withInterpolation(const animation::Animation& animation, const KeySelection& selection,
                                  animation::TimeInterpolation interpolation);
EditedAnimation withAutomaticHandles(const animation::Animation& animation, const KeySelection& selection);

enum class Handle { in, out, both };
/// Handles of one scene-time key, scene seconds per clip second.
animation::Animation withSlope(const animation::Animation& animation, size_t timeKey, Handle handle, double slope);

/// A key at `at` that changes the picture as little as can be: on the track where there is one, else of `freeCamera`; on the
/// curve of scene time.
EditedAnimation withCameraKeyAt(const animation::Animation& animation, double at, const animation::CameraPose& freeCamera);
EditedAnimation withTimeKeyAt(const animation::Animation& animation, double at, const animation::SceneSpan& span);

/// Another scene-time track; the clip gets as long as its keys where they passed its end.
EditedAnimation withTimeTrack(const animation::Animation& animation, animation::SceneTimeTrack track);

/// What an edit of scene time at `at` is about: the selected time keys where there are two or more, else the way between the two
/// time keys around `at`, else in to out. Clip time.
std::pair<double, double> timeRangeAt(const animation::Animation& animation, const KeySelection& selection, double at);

/// Replaces one key or marker by another of its kind, which may stand at another moment.
EditedAnimation withCameraKey(const animation::Animation& animation, size_t index, const animation::CameraKey& key);
EditedAnimation withTimeKey(const animation::Animation& animation, size_t index, const animation::TimeKey& key);
EditedAnimation withMarker(const animation::Animation& animation, size_t index, const animation::Marker& marker);

}  // namespace fsm::desktop
