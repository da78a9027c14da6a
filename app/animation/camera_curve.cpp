#include "app/animation/camera_curve.h"

#include <algorithm>
#include <cmath>

#include "app/animation/rotation.h"

namespace fsm::animation {

namespace {

/// How much faster than the mean of the slower way beside it a camera passes a key. Up to three times keeps a cubic from running
/// back and forth (Fritsch and Carlson); twice leaves ordinary unevenness as it is and is gentler to rotations.
constexpr double kFastest = 2;
/// Shorter ways lead nowhere, in any unit that footage is measured in.
constexpr double kNothing = 1e-9;

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
  const double most = kFastest * size(here);
  return limited(here + (here - limited(beyond, most)) * (hereTime / (hereTime + beyondTime)), most);
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
  return curve(way.key, way.fraction);
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

bool CameraCurve::bends(long index) const { return curved(index) && glm::length(chord(index)) > kNothing; }

CameraCurve::Rates CameraCurve::mean(long index) const {
  const CameraKey a = key(index), b = key(index + 1);
  const double rate = 1 / (b.at - a.at);
  return {glm::length(b.pose.position - a.pose.position) * rate,
          rotationVector(glm::conjugate(a.pose.rotation) * b.pose.rotation) * rate, std::log(b.pose.focal / a.pose.focal) * rate};
}

CameraCurve::Rates CameraCurve::rates(long index, bool ahead) const {
  if (stopsAt(index)) return {};
  const auto combine = [](auto rule, const Rates& a, const Rates& b) {
    return Rates{rule(a.path, b.path), rule(a.turn, b.turn), rule(a.logFocal, b.logFocal)};
  };
  const long own = ahead ? index : index - 1, other = ahead ? index - 1 : index;
  if (curved(other)) {
    const double back = duration(index - 1), on = duration(index);
    return combine([&](const auto& a, const auto& b) { return throughThree(a, b, back, on); }, mean(index - 1), mean(index));
  }
  if (easing(other) == Easing::linear)
    return combine([](const auto& a, const auto& b) { return limited(a, kFastest * size(b)); }, mean(other), mean(own));
  const long beyond = ahead ? own + 1 : own - 1;
  if (!curved(beyond)) return mean(own);
  const double here = duration(own), there = duration(beyond);
  Rates out = combine([&](const auto& a, const auto& b) { return atEnd(a, b, here, there); }, mean(own), mean(beyond));
  out.path = std::max(out.path, 0.0);  // never back along the path
  return out;
}

glm::dvec3 CameraCurve::direction(long index, bool ahead) const {
  const long own = ahead ? index : index - 1, other = ahead ? index - 1 : index;
  const auto unit = [&](long way) { return glm::normalize(chord(way)); };
  const auto length = [&](long way) { return glm::length(chord(way)); };
  if (bends(other))
    return (unit(index - 1) * length(index) + unit(index) * length(index - 1)) / (length(index - 1) + length(index));
  if (easing(other) == Easing::linear && length(other) > kNothing) return unit(other);
  const long beyond = ahead ? own + 1 : own - 1;
  return bends(beyond) ? atEnd(unit(own), unit(beyond), length(own), length(beyond)) : unit(own);
}

bool CameraCurve::stopsAt(long index) const {
  const Easing before = easing(index - 1), after = easing(index);
  return before == Easing::easeOut || before == Easing::easeInOut || after == Easing::easeIn || after == Easing::easeInOut;
}

CameraPose CameraCurve::curve(long index, double fraction) const {
  const CameraKey a = key(index), b = key(index + 1);
  const double step = b.at - a.at;
  const Rates from = rates(index, true), to = rates(index + 1, false);
  CameraPose out = a.pose;
  if (bends(index)) {
    const double length = glm::length(chord(index));
    const double gone = hermite(0.0, length, from.path * step, to.path * step, fraction);
    out.position = hermite(a.pose.position, b.pose.position, direction(index, true) * length,
                           direction(index + 1, false) * length, gone / length);
  }
  out.rotation = rotationBetween(a.pose.rotation, b.pose.rotation, from.turn * step, to.turn * step, fraction);
  const double focal =
      hermite(std::log(a.pose.focal), std::log(b.pose.focal), from.logFocal * step, to.logFocal * step, fraction);
  out.focal = std::clamp(std::exp(focal), kShortestFocal, kLongestFocal);
  return out;
}

}  // namespace fsm::animation
