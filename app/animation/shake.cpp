#include "app/animation/shake.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "app/animation/rotation.h"
#include "reconstruction/core/error.h"

namespace fsm::animation {

namespace {

constexpr int kParts = 3;  ///< each twice as fast and half as strong as the one before
constexpr double kDegree = std::numbers::pi / 180.0;

/// splitmix64: well mixed bits of a counter.
uint64_t mixed(uint64_t x) {
  x += 0x9E3779B97F4A7C15u;
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
  return x ^ (x >> 31);
}

/// In [-1, 1], of a place in one of the noise's rows.
double valueAt(uint32_t seed, int row, int64_t place) {
  const uint64_t bits = mixed(mixed(mixed(seed) + static_cast<uint64_t>(row)) + static_cast<uint64_t>(place));
  return 2.0 * static_cast<double>(bits >> 11) / 9007199254740992.0 - 1.0;  // 53 bits over 2^53
}

/// Uniform cubic B-spline over random values at whole `x`: twice differentiable and within [-1, 1]. `cycle` > 0: the values
/// repeat after that many.
double smoothNoise(uint32_t seed, int row, double x, int64_t cycle) {
  const double floor = std::floor(x), t = x - floor;
  const auto first = static_cast<int64_t>(floor) - 1;
  const double t2 = t * t, t3 = t2 * t;
  const std::array<double, 4> weight{(1 - 3 * t + 3 * t2 - t3) / 6, (4 - 6 * t2 + 3 * t3) / 6, (1 + 3 * t + 3 * t2 - 3 * t3) / 6,
                                     t3 / 6};
  double sum = 0;
  for (int i = 0; i < 4; ++i) {
    int64_t place = first + i;
    if (cycle > 0) place = ((place % cycle) + cycle) % cycle;
    sum += weight[i] * valueAt(seed, row, place);
  }
  return sum;
}

/// One of the six independent tremors, in [-1, 1].
double tremor(const Shake& shake, int axis, double at, double period) {
  double sum = 0, weights = 0, weight = 1, frequency = shake.frequency;
  for (int part = 0; part < kParts; ++part) {
    int64_t cycle = 0;
    double rate = frequency;
    if (period > 0) {
      // At least four values, so that the spline's own support does not meet itself.
      cycle = std::max<int64_t>(4, std::llround(period * frequency));
      rate = static_cast<double>(cycle) / period;
    }
    sum += weight * smoothNoise(shake.seed, axis * kParts + part, at * rate, cycle);
    weights += weight;
    weight *= 0.5;
    frequency *= 2;
  }
  return sum / weights;
}

}  // namespace

void checkShake(const Shake& shake) {
  const bool turn = shake.degrees >= 0 && shake.degrees <= 90;
  const bool distance = shake.distance >= 0 && std::isfinite(shake.distance);
  const bool frequency = shake.frequency > 0 && shake.frequency <= 100;
  if (turn && distance && frequency) return;
  throw Error(ErrorCode::badInput,
              "A camera shake takes 0 to 90 degrees, a distance of 0 or more and a frequency up to 100 a second. Change what is "
              "outside of that.");
}

CameraPose shaken(const CameraPose& pose, const Shake& shake, double at, double period) {
  glm::dvec3 turn(0.0), shift(0.0);
  for (int axis = 0; axis < 3; ++axis) {
    turn[axis] = tremor(shake, axis, at, period);
    shift[axis] = tremor(shake, axis + 3, at, period);
  }
  CameraPose out = pose;
  out.position += pose.rotation * (shake.distance * shift);
  out.rotation = glm::normalize(pose.rotation * rotationOf(shake.degrees * kDegree * turn));
  return out;
}

}  // namespace fsm::animation
