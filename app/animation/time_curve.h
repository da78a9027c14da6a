// The curve through the keys of a scene-time track (scene_time_track.h says which).
#pragma once

#include <vector>

#include "app/animation/scene_time_track.h"

namespace fsm::animation {

/// Of sorted keys, at least one. Refers to `keys`.
class TimeCurve {
 public:
  explicit TimeCurve(const std::vector<TimeKey>& keys) : keys_(keys) {}

  double begin() const { return keys_.front().at; }
  double end() const { return keys_.back().at; }

  /// Constant before the first key and after the last.
  Seconds value(double at) const;
  /// Scene seconds per clip second; at a key, of the way after it.
  double slope(double at) const;
  /// Handles as they are used.
  double slopeIn(size_t key) const;
  double slopeOut(size_t key) const;

 private:
  bool smooth(size_t way) const;
  bool exists(size_t way) const { return way + 1 < keys_.size(); }
  double duration(size_t way) const { return keys_[way + 1].at - keys_[way].at; }
  double mean(size_t way) const { return (keys_[way + 1].time - keys_[way].time) / duration(way); }
  /// The slope at a key where no handle is given, for the smooth way after it (`ahead`) or before it.
  double automatic(size_t key, bool ahead) const;

  const std::vector<TimeKey>& keys_;
};

}  // namespace fsm::animation
