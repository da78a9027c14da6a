#include "app/animation/scene_time_track.h"

#include <algorithm>
#include <cmath>

#include "app/animation/key_list.h"
#include "app/animation/time_curve.h"
#include "app/animation/time_pieces.h"
#include "reconstruction/core/error.h"

namespace fsm::animation {

namespace {

void checkKey(const TimeKey& key) {
  checkKeyTime(key.at);
  constexpr double kLargest = 1e12;  // moments may be seconds since 1970
  const auto sensible = [](double value) { return std::isfinite(value) && std::abs(value) <= kLargest; };
  if (sensible(key.time) && sensible(key.slopeIn.value_or(0)) && sensible(key.slopeOut.value_or(0))) return;
  throw Error(ErrorCode::badInput,
              "A key of the scene time needs a moment in seconds and slopes that are numbers. Set it again.");
}

/// A clip time inside the keyed stretch [0, length], and which way time runs there.
struct Folded {
  double at = 0;
  double direction = 1;
};

Folded folded(double at, double length, AfterLast after) {
  if (at <= length || after == AfterLast::hold || length <= 0) return {at, 1};
  if (after == AfterLast::loop) return {std::fmod(at, length), 1};
  const double lap = std::fmod(at, 2 * length);
  return lap < length ? Folded{lap, 1} : Folded{2 * length - lap, -1};
}

}  // namespace

SceneTimeTrack::SceneTimeTrack(std::vector<TimeKey> keys, AfterLast after) : after_(after) {
  for (const TimeKey& key : keys) checkKey(key);
  keys_ = sortedKeys(std::move(keys));
}

size_t SceneTimeTrack::set(const TimeKey& key) {
  checkKey(key);
  return setKey(keys_, key);
}

size_t SceneTimeTrack::insertOnCurve(double at) {
  checkKeyTime(at);
  if (keys_.empty()) throw Error(ErrorCode::badInput, "The scene-time track has no keys yet. Set one at the playhead first.");
  if (const auto same = keyAtMoment(keys_, at)) return *same;
  TimePieces pieces(*this);
  pieces.cut(at);
  *this = pieces.track();
  return keyAtMoment(keys_, at).value();
}

void SceneTimeTrack::remove(size_t index) { remove({&index, 1}); }
void SceneTimeTrack::remove(std::span<const size_t> indices) { removeKeys(keys_, indices); }

std::vector<size_t> SceneTimeTrack::move(std::span<const size_t> indices, double delta) {
  return moveKeys(keys_, indices, delta);
}

std::optional<size_t> SceneTimeTrack::keyNear(double at, double tolerance) const { return nearestKey(keys_, at, tolerance); }

Seconds SceneTimeTrack::sceneTime(double at, const SceneSpan& span) const {
  if (keys_.empty()) {
    const Folded place = folded(std::max(at, 0.0), span.length(), after_);
    return std::clamp(span.first + place.at, span.first, span.last);
  }
  const TimeCurve curve(keys_);
  const Folded place = folded(at - curve.begin(), curve.end() - curve.begin(), after_);
  return std::clamp(curve.value(curve.begin() + place.at), span.first, span.last);
}

double SceneTimeTrack::slopeAt(double at, const SceneSpan& span) const {
  if (keys_.empty()) {
    const Folded place = folded(at, span.length(), after_);
    return place.at < 0 || place.at >= span.length() ? 0 : 100 * place.direction;
  }
  const TimeCurve curve(keys_);
  const Folded place = folded(at - curve.begin(), curve.end() - curve.begin(), after_);
  const Seconds moment = curve.value(curve.begin() + place.at);
  if (moment < span.first || moment > span.last) return 0;
  return 100 * place.direction * curve.slope(curve.begin() + place.at);
}

double SceneTimeTrack::slopeIn(size_t index) const { return TimeCurve(keys_).slopeIn(index); }
double SceneTimeTrack::slopeOut(size_t index) const { return TimeCurve(keys_).slopeOut(index); }

}  // namespace fsm::animation
