// A camera that moves through keys: smooth in position (cubic), rotation (cubic on aligned quaternions) and intrinsics (linear).
// The track of the scene time is separate: a key may carry one, but nothing here asks for it.
#pragma once

#include <optional>
#include <vector>

#include "reconstruction/core/geometry.h"

namespace fsm::jobs {

struct CameraKey {
  double at = 0;                     ///< seconds on the track's own clock
  Camera camera;                     ///< pose in the capture's world; intrinsics of any nominal size
  std::optional<Seconds> sceneTime;  ///< which moment of the capture is shown
};

class CameraTrack {
 public:
  /// Keys in any order; of keys at one moment (within 1 microsecond) the first counts. `period` > 0: a cycle that returns to the
  /// first key after `period` seconds. Throws badInput without keys, for times or poses that are not finite and for poses that
  /// are not rigid.
  explicit CameraTrack(std::vector<CameraKey> keys, double period = 0);

  double begin() const { return keys_.front().at; }
  double end() const { return period_ > 0 ? begin() + period_ : keys_.back().at; }
  bool cyclic() const { return period_ > 0; }
  const std::vector<CameraKey>& keys() const { return keys_; }

  /// Camera at `at`, clamped to the ends (a cycle wraps). Intrinsics have the nominal size of the key before `at`.
  Camera camera(double at) const;
  /// Linear between the keys' scene times; nothing unless all keys have one.
  std::optional<Seconds> sceneTime(double at) const;

 private:
  struct Place {
    size_t key = 0;       ///< the key before
    double fraction = 0;  ///< of the way to the next one, in [0, 1]
  };
  Place locate(double at) const;
  CameraKey keyAt(long index) const;

  std::vector<CameraKey> keys_;
  double period_ = 0;
};

/// Intrinsics of an image of `size` that shows the middle of the image of `intrinsics`, filled, with the scale of both axes kept
/// in proportion.
Intrinsics covering(const Intrinsics& intrinsics, ImageSize size);

}  // namespace fsm::jobs
