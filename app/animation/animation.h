// What a clip shows: two independent tracks over clip time, its length and rate, and what helps to edit it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/animation/camera_track.h"
#include "app/animation/scene_time_track.h"

namespace fsm::animation {

enum class LoopMode { once, loop, pingPong };

struct Marker {
  double at = 0;  ///< clip time, seconds
  std::string name;
  uint32_t colour = 0xF2A63B;  ///< 0xRRGGBB
  bool operator==(const Marker&) const = default;
};

constexpr double kShortestLength = 0.01, kLongestLength = 86400;  ///< of a clip, seconds
constexpr double kHighestFps = 1000;

struct Animation {
  CameraTrack camera;   ///< empty: the free camera is filmed with
  SceneTimeTrack time;  ///< empty: the event plays at its own speed
  double length = 5;    ///< of the timeline, seconds
  double fps = 30;
  double in = 0, out = 5;  ///< the part that is played and exported: 0 <= in < out <= length
  std::vector<Marker> markers;
  LoopMode loop = LoopMode::loop;  ///< of playback in the window

  /// View of the clip at `at`, in seconds of the capture; its picture has `size`. `freeCamera` is used where the camera track is
  /// empty, with its own intrinsics' middle fitted to `size` by height.
  View viewAt(double at, ImageSize size, const Camera& freeCamera, const SceneSpan& span) const;

  /// Frames between in and out, at least one; frame `i` shows the moment in + i / fps.
  int64_t frameCount() const;
  double timeOfFrame(int64_t frame) const;
  /// Nearest frame to `at`, from the start of the timeline: what a ruler shows.
  int64_t frameAt(double at) const;

  bool operator==(const Animation&) const = default;
};

/// A new project's: the event once at its own speed with a free camera. A moment alone (`span` without length) gets five seconds.
Animation newAnimation(const SceneSpan& span, double fps = 30);

/// Changes the length; the in-out range keeps its place where it can, and stays whole where it was. Throws badInput outside of
/// the limits above.
void setLength(Animation& animation, double length);
/// Throws badInput unless 0 <= in < out <= length.
void setRange(Animation& animation, double in, double out);
void setFps(Animation& animation, double fps);
/// Sorted into the markers; replaces the one at the same moment.
void setMarker(Animation& animation, const Marker& marker);

/// Everything that `Animation` promises, of numbers from anywhere. Throws badInput.
void check(const Animation& animation);

}  // namespace fsm::animation
