#include "app/animation/time_curve.h"

#include <algorithm>
#include <cmath>

namespace fsm::animation {

namespace {

/// Fritsch and Carlson's bound: with end slopes within three times the mean, and of its sign, a cubic is monotone.
double monotone(double slope, double mean) {
  if (slope * mean <= 0) return 0;
  return std::copysign(std::min(std::abs(slope), 3 * std::abs(mean)), mean);
}

/// The way before `at`, -1 before the first key, the last key's index after it.
long wayAt(const std::vector<TimeKey>& keys, double at) {
  const auto after = std::upper_bound(keys.begin(), keys.end(), at, [](double t, const TimeKey& k) { return t < k.at; });
  return static_cast<long>(after - keys.begin()) - 1;
}

}  // namespace

bool TimeCurve::smooth(size_t way) const { return exists(way) && keys_[way].interpolation == TimeInterpolation::smooth; }

double TimeCurve::automatic(size_t key, bool ahead) const {
  const size_t own = ahead ? key : key - 1;
  const bool otherExists = ahead ? key > 0 : exists(key);
  const size_t other = ahead ? key - 1 : key;
  const double here = mean(own);
  if (otherExists && smooth(other)) {
    const double back = mean(key - 1), on = mean(key), backTime = duration(key - 1), onTime = duration(key);
    const double slope = (back * onTime + on * backTime) / (backTime + onTime);
    return back * on <= 0 ? 0 : monotone(slope, std::abs(back) < std::abs(on) ? back : on);
  }
  if (otherExists && keys_[other].interpolation == TimeInterpolation::linear) return monotone(mean(other), here);
  // An end: the parabola through this way and the one beyond it.
  const bool beyondExists = ahead ? smooth(own + 1) : own > 0 && smooth(own - 1);
  if (!beyondExists) return here;
  const size_t beyond = ahead ? own + 1 : own - 1;
  return monotone(here + (here - mean(beyond)) * duration(own) / (duration(own) + duration(beyond)), here);
}

double TimeCurve::slopeOut(size_t key) const {
  const TimeKey& k = keys_.at(key);
  if (!exists(key) || k.interpolation == TimeInterpolation::hold) return 0;
  if (k.interpolation == TimeInterpolation::linear) return mean(key);
  return k.slopeOut ? *k.slopeOut : automatic(key, true);
}

double TimeCurve::slopeIn(size_t key) const {
  const TimeKey& k = keys_.at(key);
  if (key == 0 || keys_[key - 1].interpolation == TimeInterpolation::hold) return 0;
  if (keys_[key - 1].interpolation == TimeInterpolation::linear) return mean(key - 1);
  return k.slopeIn ? *k.slopeIn : automatic(key, false);
}

Seconds TimeCurve::value(double at) const {
  const long way = wayAt(keys_, at);
  if (way < 0) return keys_.front().time;
  const auto i = static_cast<size_t>(way);
  const TimeKey& from = keys_[i];
  if (!exists(i) || from.interpolation == TimeInterpolation::hold) return from.time;
  const double step = duration(i), u = (at - from.at) / step;
  if (from.interpolation == TimeInterpolation::linear) return from.time + (keys_[i + 1].time - from.time) * u;
  const double u2 = u * u, u3 = u2 * u, to = keys_[i + 1].time;
  return from.time * (2 * u3 - 3 * u2 + 1) + slopeOut(i) * step * (u3 - 2 * u2 + u) + to * (3 * u2 - 2 * u3) +
         slopeIn(i + 1) * step * (u3 - u2);
}

double TimeCurve::slope(double at) const {
  const long way = wayAt(keys_, at);
  if (way < 0 || !exists(static_cast<size_t>(way))) return 0;
  const auto i = static_cast<size_t>(way);
  if (!smooth(i)) return slopeOut(i);
  const double step = duration(i), u = (at - keys_[i].at) / step;
  const double rise = (keys_[i + 1].time - keys_[i].time) / step;
  return 6 * (u - u * u) * rise + slopeOut(i) * (3 * u * u - 4 * u + 1) + slopeIn(i + 1) * (3 * u * u - 2 * u);
}

}  // namespace fsm::animation
