// Playback at real time: which frame is due now. Drops frames rather than slowing down, and counts them.
#pragma once

#include <cstdint>

#include "app/animation/animation.h"

namespace fsm::animation {

/// What is played: frames first, first + 1, ... first + count - 1.
struct PlaybackRange {
  int64_t first = 0;
  int64_t count = 1;
  double fps = 30;
  LoopMode mode = LoopMode::loop;
  bool operator==(const PlaybackRange&) const = default;
};

/// `now` is any monotonic clock in seconds. Nothing here asks the time itself.
class PlaybackClock {
 public:
  struct Tick {
    int64_t frame = 0;       ///< to be shown now
    int64_t dropped = 0;     ///< frames since `start` whose moment passed without being asked for
    bool changed = false;    ///< another frame than at the last tick
    bool finished = false;   ///< mode `once` has shown its last frame for its time
    double waitSeconds = 0;  ///< until the next frame is due: when to ask again
  };

  /// Plays from `frame` (clamped into the range; in mode `once` from the start where that is its end) at `speed`: 1 as fast as
  /// it says, negative backwards. Throws badInput for an empty range, a rate that is not positive, or speeds of 0 and beyond
  /// +-100.
  void start(double now, const PlaybackRange& range, int64_t frame, double speed = 1);
  /// Other range, rate, mode or speed without a jump: goes on from the frame that is shown. Keeps the count of dropped frames.
  void change(double now, const PlaybackRange& range, double speed);
  void stop() { playing_ = false; }
  bool playing() const { return playing_; }

  /// Throws nothing; while stopped, the last frame. A clock that steps back repeats the last frame.
  Tick tick(double now);

 private:
  int64_t frameOf(int64_t step) const;

  PlaybackRange range_;
  double speed_ = 1;
  bool playing_ = false;
  double startedAt_ = 0;
  int64_t firstStep_ = 0;  ///< steps are frames on an endless line, folded into the range by the mode
  int64_t step_ = 0;       ///< that is shown
  int64_t lastTick_ = -1;  ///< frames that were due since the start
  int64_t dropped_ = 0;
  int64_t frame_ = 0;
};

}  // namespace fsm::animation
