// What a clip shows: the camera track and the scene-time track of every frame, independent of each other.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/animation/animation.h"
#include "app/jobs/orbit.h"
#include "app/jobs/scene_io.h"
#include "reconstruction/core/geometry.h"

namespace fsm::jobs {

/// Which moments are shown. `all`: the whole capture; one moment: frozen; a range: from its first to its last (which may lie
/// before it: reversed).
struct TimeChoice {
  enum class Kind { unspecified, all, frozen, range };
  Kind kind = Kind::unspecified;
  Seconds from = 0, to = 0;
  /// "", "all", "1.5", "0.5:2", ":2", "1:" (seconds; an open side is the capture's end). Throws badInput, also for moments
  /// outside of `span`.
  static TimeChoice parse(const std::string& text, std::pair<Seconds, Seconds> span);
};

struct ClipRequest {
  std::string camera =
      "orbit";       ///< "orbit", "orbit:DEGREES", "animation" (the stage's), the name of a camera of the capture, a camera file
  std::string time;  ///< as TimeChoice::parse takes it; empty: the path's own times, else all
  std::optional<ImageSize> size;  ///< default: the path's own, else the size that the model read
  std::optional<double> fps;      ///< default: the path's own, else 30
  /// Which part of the clip, in seconds from its start: frames that begin in [first, second). Default: all of it.
  std::optional<std::pair<double, double>> range;
};

struct Clip {
  ImageSize size;
  double fps = 30;
  std::vector<View> views;  ///< one a frame, in the capture's world, times in seconds
  /// The view anywhere between (and half a frame before the first and after the last): `at` counts frames, so that whole numbers
  /// give `views`. What motion blur asks for. Never empty.
  std::function<View(double at)> between;
};

inline constexpr double kShortestClip = 3.0;  ///< seconds, where the camera moves on a clock of its own

/// What a clip can be made of: when it plays, and where a camera may stand.
struct ClipStage {
  std::pair<Seconds, Seconds> span;  ///< moments that there are
  bool timeless = false;             ///< every moment shows the same: any may be asked for
  Orbit orbit;
  ImageSize size;                                 ///< of pictures, where nothing is said
  const Capture* capture = nullptr;               ///< whose cameras can be named; null: there are none
  std::vector<ImageSize> viewSizes;               ///< one a camera of the capture
  std::optional<animation::Animation> animation;  ///< the project's, where it has one
  std::optional<Camera> freeCamera;  ///< what an animation without camera keys is seen by; default: the orbit's middle
};
/// The capture must outlive the stage.
ClipStage stageOf(const Scene& scene);
/// Of Gaussians that no capture is known of: a full turn about where most of them are, up as in most splat files (-y).
ClipStage stageOf(const scene::GaussianScene& scene);

/// Length: the capture's span (the range's, the path's), at least kShortestClip for an orbit or a single moment.
/// Throws badInput (naming the cameras that exist), notFound, fileDamaged.
Clip planClip(const ClipStage& stage, const ClipRequest& request);
/// One view: the orbit's middle, the named camera at that moment, the path's key nearest to it. Without a time, the middle of the
/// capture.
Clip planStill(const ClipStage& stage, const ClipRequest& request);

/// "1:2.5", ":2.5", "1:": seconds of a clip; an open side is its end. Throws badInput.
std::pair<double, double> parseClipRange(const std::string& text);
/// The part of `clip` from `first` to `second` seconds. Throws badInput where no frame begins in it.
Clip part(Clip clip, const std::pair<double, double>& range);

}  // namespace fsm::jobs
