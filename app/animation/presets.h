// Moves that are made often, as ordinary keys: everything stays editable afterwards.
//
// Each takes the animation that there is and returns it with a new camera track (and scene-time track where it says so); frame
// rate, markers within the new length and loop mode stay. Throws badInput for options that make no sense.
#pragma once

#include "app/animation/animation.h"
#include "app/animation/filmed_camera.h"

namespace fsm::animation {

/// Where a move starts from.
struct PresetStage {
  CameraPose start;         ///< the view that the artist has before them
  glm::dvec3 pivot{0.0};    ///< what is turned about: the middle of what is looked at
  glm::dvec3 up{0, -1, 0};  ///< of the world, unit
  SceneSpan span;
};

/// A round trip about the pivot, looking as far past it as the start does. A multiple of 360 degrees closes into a cycle; less
/// swings there and stops. Scene time stays as it is.
struct Turntable {
  double degrees = 360;  ///< positive: the camera moves to its right; up to ten turns either way
  double seconds = 6;
};
Animation turntable(const Animation& base, const PresetStage& stage, const Turntable& options);

/// A straight move that starts and stops softly, without turning. Scene time stays as it is.
struct Dolly {
  enum class Direction { in, out, left, right, up, down } direction = Direction::in;
  double distance = 1;  ///< units of the world
  double seconds = 3;
};
Animation dolly(const Animation& base, const PresetStage& stage, const Dolly& options);

/// The event plays to `moment` with the camera at the start, stands still while the camera moves on an arc about the pivot, and
/// plays on. Makes the scene-time track and the length.
struct BulletTime {
  Seconds moment = 0;  ///< scene time that is frozen
  double degrees = 60;
  double seconds = 3;      ///< of the frozen part
  bool before = true;      ///< the event plays up to the moment first
  bool afterwards = true;  ///< and on from it at the end
};
Animation bulletTime(const Animation& base, const PresetStage& stage, const BulletTime& options);

/// The filmed path again, at its own pace, with its own scene time: as few keys as keep within the tolerance. Makes the
/// scene-time track and the length.
struct ReplayTolerance {
  double distance = 0;  ///< units of the world; 0: 0.2 % of the path's extent
  double degrees = 0.2;
  double focal = 0.005;  ///< share of the focal length
};
Animation replay(const Animation& base, const FilmedCamera& camera, const ReplayTolerance& tolerance = {});

/// As few keys as keep a smooth track within `tolerance` of every given one; first and last stay. `keys` by time.
CameraTrack thinned(std::span<const CameraKey> keys, const ReplayTolerance& tolerance);

/// `base` held in the hand: sets the camera track's shake modifier, with the movement in proportion to the distance of the
/// pivot. A track without keys gets the start as its only key.
Animation handHeld(const Animation& base, const PresetStage& stage, double strength = 1, uint32_t seed = 1);

}  // namespace fsm::animation
