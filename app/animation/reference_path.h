// The row that camera places are laid out on: the horizontal axis of the view-time pad.
//
// A path through poses with its arc length. It is the capture's own camera path where one camera moved, the row of cameras of a
// rig, or the keyed path once there is one.
#pragma once

#include <span>
#include <vector>

#include "app/animation/camera_track.h"
#include "app/animation/filmed_camera.h"

namespace fsm::animation {

class ReferencePath {
 public:
  enum class Kind { none, point, filmed, rig, keyed };

  ReferencePath() = default;
  /// Of a camera that moved, frame by frame in the order of its times. A camera that only turned is laid out by its turn.
  static ReferencePath ofMovingCamera(const FilmedCamera& camera);
  /// Cameras that stand, ordered by their angle about what they look at, or along the direction in which they lie where they
  /// look in parallel. Along grows to the right, as they see it.
  static ReferencePath ofRig(std::span<const CameraPose> cameras);
  /// Of a camera track over its own time, without its shake.
  static ReferencePath ofTrack(const CameraTrack& track);
  /// The one to use: the keyed path once it leads somewhere; else that of the camera that moved farthest, if one did; else the
  /// rig (the first pose of each camera); else the one place that there is.
  static ReferencePath choose(const CameraTrack& track, std::span<const FilmedCamera> cameras);

  Kind kind() const { return kind_; }
  bool empty() const { return poses_.empty(); }
  /// Units of the world; degrees where the camera only turns.
  double length() const { return along_.empty() ? 0 : along_.back(); }

  struct Place {
    double along = 0;     ///< share of the length, in [0, 1]
    double distance = 0;  ///< from the path, in units of the world
    double degrees = 0;   ///< between the camera's rotation and the path's there
  };
  /// The place on the path nearest to `pose` (of places about equally near, the one that looks the same way). On an empty path
  /// all 0.
  Place place(const CameraPose& pose) const;
  /// Whether a place counts as on the path: within 2 % of its length (of one unit, where it has none) and 3 degrees.
  bool onPath(const Place& place) const;
  /// At a share of the length, clamped to [0, 1]. Throws badInput on an empty path.
  CameraPose cameraAt(double along) const;

 private:
  ReferencePath(Kind kind, std::vector<CameraPose> poses);
  CameraPose between(size_t piece, double fraction) const;

  Kind kind_ = Kind::none;
  std::vector<CameraPose> poses_;  ///< rotations on one side of the quaternions' sphere each to the next
  std::vector<double> along_;      ///< of each pose, not falling, from 0
  bool byTurn_ = false;
};

}  // namespace fsm::animation
