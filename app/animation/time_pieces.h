// A scene-time track taken apart into the pieces between its keys, for edits that cut, stretch, turn and insert them.
#pragma once

#include <vector>

#include "app/animation/scene_time_track.h"

namespace fsm::animation {

/// One way of the curve with everything about it explicit.
struct TimePiece {
  double duration = 0;  ///< clip seconds, positive
  Seconds from = 0, to = 0;
  TimeInterpolation interpolation = TimeInterpolation::linear;
  double slopeFrom = 0, slopeTo = 0;  ///< of smooth pieces: scene seconds per clip second

  static TimePiece level(double duration, Seconds time) { return {duration, time, time, TimeInterpolation::linear, 0, 0}; }
};

class TimePieces {
 public:
  /// Of a track with keys.
  explicit TimePieces(const SceneTimeTrack& track);

  double begin() const { return begin_; }
  double end() const;
  /// Cuts at clip time `at` without changing the curve (level pieces are added beyond its ends). The number of pieces before.
  size_t cut(double at);
  std::vector<TimePiece>& pieces() { return pieces_; }

  /// Back to keys. Where a piece does not start where the one before it ended, the scene time jumps. Slopes that are what the
  /// automatic ones would be become automatic.
  SceneTimeTrack track() const;

 private:
  double begin_ = 0;
  Seconds first_ = 0;  ///< what a track of one key shows
  AfterLast after_ = AfterLast::hold;
  std::vector<TimePiece> pieces_;
};

}  // namespace fsm::animation
