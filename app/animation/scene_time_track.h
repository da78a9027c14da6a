// Which moment of the filmed event a clip shows: keys over clip time, and a curve of scene time through them. Independent of the
// camera: freeze time and move, or the reverse.
//
// A smooth way is a cubic Hermite curve. Slopes at a key are the user's (handles) or, where none is given, chosen so that the
// curve never leaves the range of the two keys beside it (Fritsch and Carlson): two equal keys are a freeze.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "reconstruction/core/geometry.h"

namespace fsm::animation {

/// First and last moment that there are, seconds of the capture.
struct SceneSpan {
  Seconds first = 0, last = 0;
  double length() const { return last - first; }
  bool operator==(const SceneSpan&) const = default;
};

enum class TimeInterpolation { linear, smooth, hold };

struct TimeKey {
  double at = 0;                                                ///< clip time, seconds
  Seconds time = 0;                                             ///< scene time shown then
  TimeInterpolation interpolation = TimeInterpolation::linear;  ///< of the way to the next key
  /// Handles of smooth ways: scene seconds per clip second, before and after the key. None: automatic.
  std::optional<double> slopeIn, slopeOut;
  bool operator==(const TimeKey&) const = default;
};

/// What the clip shows after the last key.
enum class AfterLast {
  hold,     ///< the last moment
  loop,     ///< all from the first key again
  pingPong  ///< back to the first key, and so on
};

/// A value. Without keys the event plays at its own speed from its start.
class SceneTimeTrack {
 public:
  SceneTimeTrack() = default;
  /// Keys in any order; of keys at one moment (within 1 microsecond) the last counts. Throws badInput as `set` does.
  explicit SceneTimeTrack(std::vector<TimeKey> keys, AfterLast after = AfterLast::hold);

  const std::vector<TimeKey>& keys() const { return keys_; }  ///< by clip time
  bool empty() const { return keys_.empty(); }

  /// Adds a key, or replaces the one at its moment. Returns its index. Throws badInput for numbers that are not finite and
  /// times beyond ten days.
  size_t set(const TimeKey& key);
  /// Adds a key on the curve without changing it: handles of it and its neighbours become explicit where they must. Returns its
  /// index; the key that is there already where there is one. Throws badInput without keys.
  size_t insertOnCurve(double at);
  void remove(size_t index);
  void remove(std::span<const size_t> indices);
  /// Shifts keys by `delta` seconds of clip time; they replace others that they land on. Returns where they are now, in the
  /// order of `indices`.
  std::vector<size_t> move(std::span<const size_t> indices, double delta);
  std::optional<size_t> keyNear(double at, double tolerance) const;

  AfterLast after() const { return after_; }
  void setAfter(AfterLast after) { after_ = after; }

  /// Scene time at clip time `at`, within `span`. Before the first key: the first key's.
  Seconds sceneTime(double at, const SceneSpan& span) const;
  /// Speed of the event there, in percent of its own: 100 as filmed, 0 frozen, negative backwards. At a key, of the way after
  /// it. Where `span` cuts the curve off, 0.
  double slopeAt(double at, const SceneSpan& span) const;
  /// The handles of a key as they are used, given or automatic (scene seconds per clip second).
  double slopeIn(size_t index) const;
  double slopeOut(size_t index) const;

  bool operator==(const SceneTimeTrack&) const = default;

 private:
  std::vector<TimeKey> keys_;
  AfterLast after_ = AfterLast::hold;
};

}  // namespace fsm::animation
