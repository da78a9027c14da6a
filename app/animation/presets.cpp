#include "app/animation/presets.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

#include "app/animation/rotation.h"
#include "reconstruction/core/error.h"

namespace fsm::animation {

namespace {

constexpr double kDegree = std::numbers::pi / 180.0;
/// Keys of an arc: near enough that the curve between them leaves the circle by less than a thousandth of its radius.
constexpr double kArcStep = 22.5;
constexpr double kMostDegrees = 3600;

[[noreturn]] void refuse(const std::string& sentence) { throw Error(ErrorCode::badInput, sentence); }

void requireSeconds(double seconds) {
  if (!(seconds >= kShortestLength && seconds <= kLongestLength))
    refuse("A move takes from a hundredth of a second to a day. Choose a duration in between.");
}

void requireDegrees(double degrees) {
  if (!(std::abs(degrees) <= kMostDegrees) || degrees == 0)
    refuse("An arc turns by up to 3600 degrees either way, and not by 0.");
}

void requireStage(const PresetStage& stage) {
  const glm::dvec3 numbers = stage.pivot + stage.up;
  const bool finite = std::isfinite(numbers.x) && std::isfinite(numbers.y) && std::isfinite(numbers.z);
  if (!isValid(stage.start) || !finite || glm::length(stage.up) < 1e-6)
    refuse("The view has no valid place to start a move from. Press Home to reset it.");
}

CameraPose turnedAbout(const PresetStage& stage, double degrees) {
  const glm::dquat turn = rotationOf(glm::normalize(stage.up) * (degrees * kDegree));
  return {stage.pivot + turn * (stage.start.position - stage.pivot), glm::normalize(turn * stage.start.rotation),
          stage.start.focal};
}

/// An arc about the pivot that starts and stops softly, from `at` on.
std::vector<CameraKey> softArc(const PresetStage& stage, double degrees, double at, double seconds) {
  // Keys at even times on 3 t^2 - 2 t^3, which is half as fast again in its middle as on the whole.
  constexpr int kFewest = 4;
  const int steps = std::max(kFewest, static_cast<int>(std::ceil(1.5 * std::abs(degrees) / kArcStep)));
  std::vector<CameraKey> keys;
  for (int i = 0; i <= steps; ++i) {
    const double t = static_cast<double>(i) / steps;
    keys.push_back({at + seconds * t, turnedAbout(stage, degrees * t * t * (3 - 2 * t)), Easing::smooth});
  }
  keys.front().easing = Easing::easeIn;
  keys[keys.size() - 2].easing = Easing::easeOut;
  return keys;
}

/// `base` with a camera of its own for `length` seconds; the shake stays.
Animation withCamera(const Animation& base, CameraTrack camera, double length) {
  Animation out = base;
  camera.setShake(base.camera.shake());
  out.camera = std::move(camera);
  out.length = std::clamp(length, kShortestLength, kLongestLength);
  out.in = 0;
  out.out = out.length;
  std::erase_if(out.markers, [&](const Marker& marker) { return marker.at > out.length; });
  return out;
}

}  // namespace

Animation turntable(const Animation& base, const PresetStage& stage, const Turntable& options) {
  requireStage(stage);
  requireSeconds(options.seconds);
  requireDegrees(options.degrees);
  const bool closes = std::abs(std::remainder(options.degrees, 360)) < 1e-9;
  if (!closes) return withCamera(base, CameraTrack(softArc(stage, options.degrees, 0, options.seconds)), options.seconds);
  const int steps = static_cast<int>(std::ceil(std::abs(options.degrees) / kArcStep));
  std::vector<CameraKey> keys;
  keys.reserve(static_cast<size_t>(steps));
  for (int i = 0; i < steps; ++i)
    keys.push_back({options.seconds * i / steps, turnedAbout(stage, options.degrees * i / steps), Easing::smooth});
  CameraTrack track(std::move(keys));
  track.setCycle(options.seconds);
  return withCamera(base, std::move(track), options.seconds);
}

Animation dolly(const Animation& base, const PresetStage& stage, const Dolly& options) {
  requireStage(stage);
  requireSeconds(options.seconds);
  if (!(std::isfinite(options.distance) && options.distance > 0)) refuse("A dolly moves by a distance of more than 0. Give one.");
  CameraPose end = stage.start;
  glm::dvec3 direction = forwardOf(stage.start);
  switch (options.direction) {
    case Dolly::Direction::in: break;
    case Dolly::Direction::out: direction = -direction; break;
    case Dolly::Direction::left: direction = -rightOf(stage.start); break;
    case Dolly::Direction::right: direction = rightOf(stage.start); break;
    case Dolly::Direction::up: direction = upOf(stage.start); break;
    case Dolly::Direction::down: direction = -upOf(stage.start); break;
  }
  end.position += options.distance * direction;
  std::vector<CameraKey> keys{{0, stage.start, Easing::easeInOut}, {options.seconds, end, Easing::smooth}};
  return withCamera(base, CameraTrack(std::move(keys)), options.seconds);
}

Animation bulletTime(const Animation& base, const PresetStage& stage, const BulletTime& options) {
  requireStage(stage);
  requireSeconds(options.seconds);
  requireDegrees(options.degrees);
  if (!(options.moment >= stage.span.first && options.moment <= stage.span.last))
    refuse("The frozen moment must lie within the event. Move the scene time there first.");
  const double start = options.before ? options.moment - stage.span.first : 0, end = start + options.seconds;
  const double rest = options.afterwards ? stage.span.last - options.moment : 0;
  SceneTimeTrack time;
  const auto key = [&](double at, Seconds moment) {
    time.set({at, moment, TimeInterpolation::linear, std::nullopt, std::nullopt});
  };
  key(0, options.before ? stage.span.first : options.moment);
  key(start, options.moment);
  key(end, options.moment);
  if (rest > 0) key(end + rest, stage.span.last);
  Animation out = withCamera(base, CameraTrack(softArc(stage, options.degrees, start, options.seconds)), end + rest);
  out.time = std::move(time);
  return out;
}

Animation handHeld(const Animation& base, const PresetStage& stage, double strength, uint32_t seed) {
  requireStage(stage);
  if (!(strength >= 0 && strength <= 100)) refuse("The strength of a shake lies between 0 and 100. Choose another.");
  constexpr double kDegrees = 0.6, kShareOfDistance = 0.004, kFrequency = 1.2;
  Animation out = base;
  if (out.camera.empty()) out.camera.set({0, stage.start, Easing::smooth});
  const double distance = glm::length(stage.pivot - stage.start.position);
  out.camera.setShake(Shake{std::min(kDegrees * strength, 90.0), kShareOfDistance * distance * strength, kFrequency, seed});
  return out;
}

}  // namespace fsm::animation
