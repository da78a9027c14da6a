// The camera of a clip: keys over clip time, and the smooth way through them.
//
// The path in space does not depend on the keys' times: it is a cubic Hermite curve over chord lengths, with the three-point
// difference of its neighbours as direction at a key. How far the camera has come on it is a monotone cubic in time; so keys
// close together in time cannot throw it off. Rotation is the cubic curve of Kim, Kim and Shin ("A general construction scheme
// for unit quaternion curves", 1995), exact for even turns about one axis; log(focal) is a cubic. Rates at keys are three-point
// differences over uneven times, at most twice the slower neighbour's mean (below Fritsch and Carlson's bound of three). Velocity
// is continuous at keys; it is zero only where an easing asks for it or the camera stands, and breaks only where the way is
// linear or held.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "app/animation/camera_pose.h"
#include "app/animation/easing.h"
#include "app/animation/shake.h"

namespace fsm::animation {

struct CameraKey {
  double at = 0;  ///< clip time, seconds
  CameraPose pose;
  Easing easing = Easing::smooth;  ///< of the way from this key to the next
  bool operator==(const CameraKey&) const = default;
};

/// A value: copying is how an edit is undone. Without keys there is no camera in it (the viewport's free camera counts).
class CameraTrack {
 public:
  CameraTrack() = default;
  /// Keys in any order; of keys at one moment (within 1 microsecond) the last counts. Throws badInput as `set` does.
  explicit CameraTrack(std::vector<CameraKey> keys);

  const std::vector<CameraKey>& keys() const { return keys_; }  ///< by time
  bool empty() const { return keys_.empty(); }
  /// Of the first and the last key; the end of a cycle is where it starts again. 0 without keys.
  double begin() const { return keys_.empty() ? 0 : keys_.front().at; }
  double end() const;

  /// Adds a key, or replaces the one at its moment. Returns its index. Throws badInput for a time that is not finite or beyond
  /// ten days, and for a pose that is not valid.
  size_t set(const CameraKey& key);
  void remove(size_t index);
  void remove(std::span<const size_t> indices);
  /// Shifts keys by `delta` seconds; they replace others that they land on. Returns where they are now, in the order of
  /// `indices`.
  std::vector<size_t> move(std::span<const size_t> indices, double delta);
  /// The key within `tolerance` seconds of `at`.
  std::optional<size_t> keyNear(double at, double tolerance) const;

  /// After `period` seconds from the first key the camera is back at it, on a smooth way from the last. 0: not cyclic. Throws
  /// badInput when it is not longer than the keys last. Keys set or moved past it make the track acyclic again.
  void setCycle(double period);
  double period() const { return period_; }
  bool cyclic() const { return period_ > 0; }

  void setShake(const std::optional<Shake>& shake);
  const std::optional<Shake>& shake() const { return shake_; }

  /// At clip time `at`, clamped to the ends (a cycle wraps), with the shake. Throws badInput without keys.
  CameraPose pose(double at) const;
  /// The same without the shake: what keys are made and moved on.
  CameraPose steadyPose(double at) const;
  Camera camera(double at, ImageSize size) const { return cameraOf(pose(at), size); }

  bool operator==(const CameraTrack&) const = default;

 private:
  std::vector<CameraKey> keys_;
  double period_ = 0;
  std::optional<Shake> shake_;
};

}  // namespace fsm::animation
