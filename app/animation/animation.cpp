#include "app/animation/animation.h"

#include <algorithm>
#include <cmath>

#include "app/animation/key_list.h"
#include "reconstruction/core/error.h"

namespace fsm::animation {

namespace {

/// Moments this close to a frame are that frame's: sums of 1 / fps are not exact.
constexpr double kSameFrame = 1e-6;

[[noreturn]] void refuse(const std::string& sentence) { throw Error(ErrorCode::badInput, sentence); }

void requireLength(double length) {
  if (!(length >= kShortestLength && length <= kLongestLength))
    refuse("A clip lasts from a hundredth of a second to a day. Choose a length in between.");
}

void requireRange(double in, double out, double length) {
  if (!(in >= 0 && in < out && out <= length))
    refuse("The in point must lie before the out point, and both within the clip. Move one of them.");
}

void requireFps(double fps) {
  if (!(fps > 0 && fps <= kHighestFps))
    refuse("A clip has more than 0 and at most 1000 frames a second. Choose a rate in between.");
}

}  // namespace

View Animation::viewAt(double at, ImageSize size, const Camera& freeCamera, const SceneSpan& span) const {
  const Camera seen = camera.empty() ? cameraOf(poseOf(freeCamera), size) : camera.camera(at, size);
  return {seen, time.sceneTime(at, span)};
}

int64_t Animation::frameCount() const { return std::max<int64_t>(1, std::llround((out - in) * fps)); }

double Animation::timeOfFrame(int64_t frame) const { return in + static_cast<double>(frame) / fps; }

int64_t Animation::frameAt(double at) const { return std::llround(at * fps + kSameFrame); }

Animation newAnimation(const SceneSpan& span, double fps) {
  requireFps(fps);
  Animation out;
  if (span.length() >= kShortestLength) out.length = std::min(span.length(), kLongestLength);
  out.out = out.length;
  out.fps = fps;
  return out;
}

void setLength(Animation& animation, double length) {
  requireLength(length);
  const bool whole = animation.in == 0 && animation.out == animation.length;
  animation.length = length;
  animation.out = whole ? length : std::min(animation.out, length);
  if (animation.in >= animation.out) {
    animation.in = 0;
    animation.out = length;
  }
}

void setRange(Animation& animation, double in, double out) {
  requireRange(in, out, animation.length);
  animation.in = in;
  animation.out = out;
}

void setFps(Animation& animation, double fps) {
  requireFps(fps);
  animation.fps = fps;
}

void setMarker(Animation& animation, const Marker& marker) {
  checkKeyTime(marker.at);
  setKey(animation.markers, marker);
}

void check(const Animation& animation) {
  requireLength(animation.length);
  requireRange(animation.in, animation.out, animation.length);
  requireFps(animation.fps);
  for (const Marker& marker : animation.markers) checkKeyTime(marker.at);
}

}  // namespace fsm::animation
