// How a camera is moved by hand: orbit, pan, dolly, look, fly, roll, and the places to jump to. Pure arithmetic in the world
// (right-handed; cameras with OpenCV axes); pixels are those of the picture whose intrinsics it was given.
//
// A turntable orbit keeps the horizon: it turns about the up axis and about the horizontal axis across the view, never past the
// poles, and leaves the roll as it is. A trackball turns about the picture's own axes and knows no up.
// All moves turn or shift the camera rigidly about one point, so that the pivot stays at its pixel while orbiting, a grabbed
// point under the mouse while panning, and the point under the mouse at its pixel while going nearer.
#pragma once

#include <glm/glm.hpp>
#include <optional>

#include "app/desktop/viewport/navigation_presets.h"
#include "reconstruction/core/geometry.h"

namespace fsm::desktop {

/// What there is to see, for speeds and for framing: nearly all of it lies in this ball.
struct SceneBall {
  glm::dvec3 centre{0};
  double radius = 1;  ///< > 0
};

enum class OrbitStyle { turntable, trackball };
enum class AxisView { front, back, left, right, top, bottom };

/// Keys that are held: each in [-1, 1], in the directions of the camera, `up` along the up axis.
struct FlyInput {
  double forward = 0, right = 0, up = 0;
  double pace = 1;  ///< multiplies the speed (Shift)
  bool moves() const { return forward != 0 || right != 0 || up != 0; }
};

class Navigator {
 public:
  /// Camera whose picture the pixels are of.
  void setCamera(const Camera& camera) { camera_ = camera; }
  const Camera& camera() const { return camera_; }
  /// Its middle is the pivot until one is chosen.
  void setScene(const SceneBall& scene);
  const SceneBall& scene() const { return scene_; }
  void setUp(const glm::dvec3& up);  ///< of the world; what has no direction is ignored
  const glm::dvec3& up() const { return up_; }
  void setStyle(OrbitStyle style) { style_ = style; }
  OrbitStyle style() const { return style_; }

  /// What is turned about: the chosen point, or one straight ahead where that is behind the camera.
  glm::dvec3 pivot() const;
  /// A point in front of the camera that is turned about, panned and approached from now on. Ignored where it is not in front.
  void setPivot(const glm::dvec3& world);
  /// The point at `pixel` as far away (along the optical axis) as the pivot is, or the scene's middle where the pivot is behind.
  glm::dvec3 pointAt(const glm::dvec2& pixel) const;

  /// A drag goes from `from` to `to`.
  void drag(Motion motion, const glm::dvec2& from, const glm::dvec2& to);
  /// Wheel over `pixel`: towards the point of the pivot's depth there (positive) or away. A point that is reached is gone past.
  void zoom(double steps, const glm::dvec2& pixel);

  /// Flies for `seconds`. False: nothing moved.
  bool fly(const FlyInput& input, double seconds);
  void changeFlySpeed(double steps);
  /// World units a second.
  double flySpeed() const;

  /// The ball fills the picture; the direction stays.
  void frame(const SceneBall& ball);
  /// Looks along an axis of the world at the pivot, level, from where it is far away. `ahead`: a direction that counts as the
  /// front's (the home camera's); the front is the world axis, across the up axis, that is nearest to it.
  void lookAlong(AxisView view, const glm::dvec3& ahead);
  /// Takes the roll out; a camera that looks along the up axis stays.
  void level();
  /// Angle by which the picture is turned against the horizon, radians in (-pi, pi].
  double roll() const;

 private:
  glm::dvec3 axis(int column) const { return glm::dvec3(camera_.world_from_camera[column]); }
  double depthOf(const glm::dvec3& world) const;
  double workingDepth() const;
  glm::dvec3 horizontal() const;
  double allowedPitch(double angle) const;
  /// Turns the camera (with the pivot as a fixed point where `about` is it) by `angle` about the direction `axis`.
  void turn(const glm::dvec3& axis, double angle, const glm::dvec3& about);
  void orbit(const glm::dvec2& delta, const glm::dvec3& about);
  void pan(const glm::dvec2& delta);
  void approach(double factor, const glm::dvec3& target);
  void rollAbout(const glm::dvec2& from, const glm::dvec2& to);
  void shift(const glm::dvec3& by);
  void orthonormalise();

  Camera camera_{{{1, 1}, 1, 1, 0.5, 0.5}, glm::dmat4(1.0)};
  SceneBall scene_;
  glm::dvec3 up_{0, -1, 0};
  glm::dvec3 pivot_{0, 0, 1};
  bool pivotChosen_ = false;
  OrbitStyle style_ = OrbitStyle::turntable;
  double flyFactor_ = 0.5;  ///< radii of the scene a second
};

}  // namespace fsm::desktop
