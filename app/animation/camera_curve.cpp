#include "app/animation/camera_curve.h"

#include <algorithm>
#include <cmath>

#include "app/animation/rotation.h"

namespace fsm::animation {

namespace {

/// Fritsch and Carlson's bound: a cubic whose end velocities are no more than three times the mean does not run past its ends.
constexpr double kFastest = 3;

double size(double v) { return std::abs(v); }
double size(const glm::dvec3& v) { return glm::length(v); }

template <typename V>
V limited(const V& velocity, double most) {
  const double now = size(velocity);
  return now > most ? velocity * (most / now) : velocity;
}

/// Slope at the middle of three points by the parabola through them, from the mean velocities of the two ways beside it.
template <typename V>
V throughThree(const V& back, const V& ahead, double backTime, double aheadTime) {
  const V slope = (back * aheadTime + ahead * backTime) * (1.0 / (backTime + aheadTime));
  return limited(slope, kFastest * std::min(size(back), size(ahead)));
}

/// Slope at the end of the way `here` by the parabola through it and the way `beyond`.
template <typename V>
V atEnd(const V& here, const V& beyond, double hereTime, double beyondTime) {
  return limited(here + (here - beyond) * (hereTime / (hereTime + beyondTime)), kFastest * size(here));
}

template <typename V>
V besideLinear(const V& linear, const V& own) {
  return limited(linear, kFastest * size(own));
}

template <typename V>
V hermite(const V& from, const V& to, const V& slopeFrom, const V& slopeTo, double u) {
  const double u2 = u * u, u3 = u2 * u;
  return from * (2 * u3 - 3 * u2 + 1) + slopeFrom * (u3 - 2 * u2 + u) + to * (3 * u2 - 2 * u3) + slopeTo * (u3 - u2);
}

/// Kim, Kim and Shin's cubic: Bezier's basis accumulated, so that velocities at the ends are exact. Slopes a unit of u.
glm::dquat rotationBetween(const glm::dquat& from, const glm::dquat& to, const glm::dvec3& slopeFrom, const glm::dvec3& slopeTo,
                           double u) {
  const glm::dvec3 first = slopeFrom / 3.0, last = slopeTo / 3.0;
  const glm::dvec3 middle = rotationVector(rotationOf(-first) * glm::conjugate(from) * to * rotationOf(-last));
  const double v = 1 - u, u2 = u * u;
  const glm::dquat turned =
      from * rotationOf(first * (1 - v * v * v)) * rotationOf(middle * (3 * u2 - 2 * u2 * u)) * rotationOf(last * (u2 * u));
  return glm::normalize(turned);
}

}  // namespace

CameraPose CameraCurve::at(double time) const {
  const Way way = locate(time);
  const CameraKey from = key(way.key);
  if (way.fraction <= 0 || easing(way.key) == Easing::hold) return from.pose;
  if (easing(way.key) == Easing::linear) return between(from.pose, key(way.key + 1).pose, way.fraction);
  // Where the camera stops, time along the curve starts or ends with no speed; the curve's shape stays.
  const double slow = stopsAt(way.key) ? 0 : 1, slowEnd = stopsAt(way.key + 1) ? 0 : 1;
  return curve(way.key, hermite(0.0, 1.0, slow, slowEnd, way.fraction));
}

CameraCurve::Way CameraCurve::locate(double time) const {
  const double begin = keys_.front().at;
  if (period_ > 0) {
    time = begin + std::fmod(time - begin, period_);
    if (time < begin) time += period_;
  }
  const auto after = std::upper_bound(keys_.begin(), keys_.end(), time, [](double t, const CameraKey& k) { return t < k.at; });
  if (after == keys_.begin()) return {};
  const long before = static_cast<long>(after - keys_.begin()) - 1;
  if (!exists(before + 1)) return {before, 0};
  const double start = key(before).at, next = key(before + 1).at;
  return {before, std::clamp((time - start) / (next - start), 0.0, 1.0)};
}

CameraKey CameraCurve::key(long index) const {
  const long count = static_cast<long>(keys_.size());
  if (period_ <= 0) return keys_[static_cast<size_t>(std::clamp(index, 0L, count - 1))];
  const long lap = index >= 0 ? index / count : -((count - 1 - index) / count);
  CameraKey out = keys_[static_cast<size_t>(index - lap * count)];
  out.at += static_cast<double>(lap) * period_;
  return out;
}

bool CameraCurve::exists(long index) const { return period_ > 0 || (index >= 0 && index < static_cast<long>(keys_.size())); }

Easing CameraCurve::easing(long index) const { return exists(index) && exists(index + 1) ? key(index).easing : Easing::hold; }

bool CameraCurve::curved(long index) const {
  const Easing way = easing(index);
  return way != Easing::hold && way != Easing::linear;
}

CameraCurve::Velocity CameraCurve::mean(long index) const {
  const CameraKey a = key(index), b = key(index + 1);
  const double rate = 1 / (b.at - a.at);
  return {(b.pose.position - a.pose.position) * rate, rotationVector(glm::conjugate(a.pose.rotation) * b.pose.rotation) * rate,
          std::log(b.pose.focal / a.pose.focal) * rate};
}

CameraCurve::Velocity CameraCurve::velocity(long index, bool ahead) const {
  const auto duration = [&](long way) { return key(way + 1).at - key(way).at; };
  const auto combine = [](auto rule, const Velocity& a, const Velocity& b) {
    return Velocity{rule(a.position, b.position), rule(a.turn, b.turn), rule(a.logFocal, b.logFocal)};
  };
  const long own = ahead ? index : index - 1, other = ahead ? index - 1 : index;
  if (curved(other)) {
    const double back = duration(index - 1), on = duration(index);
    return combine([&](const auto& a, const auto& b) { return throughThree(a, b, back, on); }, mean(index - 1), mean(index));
  }
  const auto beside = [](const auto& a, const auto& b) { return besideLinear(a, b); };
  if (easing(other) == Easing::linear) return combine(beside, mean(other), mean(own));
  const long beyond = ahead ? own + 1 : own - 1;
  if (!curved(beyond)) return mean(own);
  const double here = duration(own), there = duration(beyond);
  return combine([&](const auto& a, const auto& b) { return atEnd(a, b, here, there); }, mean(own), mean(beyond));
}

bool CameraCurve::stopsAt(long index) const {
  const Easing before = easing(index - 1), after = easing(index);
  return before == Easing::easeOut || before == Easing::easeInOut || after == Easing::easeIn || after == Easing::easeInOut;
}

CameraPose CameraCurve::curve(long index, double fraction) const {
  const CameraKey a = key(index), b = key(index + 1);
  const double step = b.at - a.at;
  const Velocity va = velocity(index, true), vb = velocity(index + 1, false);
  CameraPose out;
  out.position = hermite(a.pose.position, b.pose.position, va.position * step, vb.position * step, fraction);
  out.rotation = rotationBetween(a.pose.rotation, b.pose.rotation, va.turn * step, vb.turn * step, fraction);
  const double focal = hermite(std::log(a.pose.focal), std::log(b.pose.focal), va.logFocal * step, vb.logFocal * step, fraction);
  out.focal = std::clamp(std::exp(focal), kShortestFocal, kLongestFocal);
  return out;
}

}  // namespace fsm::animation
