#include "reconstruction/scene/life_cut.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "reconstruction/scene/temporal_shape.h"

namespace fsm::scene {
namespace {

constexpr double kVisible = 1.0 / 255;
constexpr double kHorizon = 1.5;    // beyond it nothing is shown
constexpr double kNearest = 0.04;   // distance of the first piece's middle from the cut
constexpr double kSteepness = 4.1;  // distances in standard deviations: exp(-4.1^2 / 2) = 1/4400
constexpr double kSpacing = 0.9;    // half of the distance between neighbours, in the mean of their deviations
constexpr double kRatio = (kSteepness + kSpacing) / (kSteepness - kSpacing);

/// Of a piece at the distance 1, at the distance `x`.
double bump(double x) { return std::exp(-0.5 * kSteepness * kSteepness * (1 - x) * (1 - x)); }

/// Opacity of all pieces together, far from the ends of the row, where the whole has `opacity` and each piece `share` of it.
double together(double opacity, double share, double phase) {
  double left = 1;
  for (int k = -4; k <= 4; ++k) left *= 1 - opacity * share * bump(std::pow(kRatio, phase - k));
  return 1 - left;
}

double meanTogether(double opacity, double share) {
  constexpr int kSamples = 16;
  double sum = 0;
  for (int i = 0; i < kSamples; ++i) sum += together(opacity, share, (i + 0.5) / kSamples);
  return sum / kSamples;
}

/// The share A that makes the pieces together as opaque as the whole, for opacities in equal steps.
class Shares {
 public:
  Shares() {
    for (size_t i = 0; i < table_.size(); ++i) table_[i] = solve((static_cast<double>(i) + 0.5) / static_cast<double>(kSteps));
  }
  double of(double opacity) const {
    return table_[static_cast<size_t>(std::clamp(opacity * kSteps, 0.0, static_cast<double>(kSteps - 1)))];
  }

 private:
  static constexpr int kSteps = 64;
  static double solve(double opacity) {
    double low = 0, high = 1;
    for (int i = 0; i < 24; ++i) {
      const double middle = 0.5 * (low + high);
      (meanTogether(opacity, middle) < opacity ? low : high) = middle;
    }
    return 0.5 * (low + high);
  }
  std::array<double, kSteps> table_{};
};

double shareOf(double opacity) {
  static const Shares shares;
  return shares.of(opacity);
}

/// Time harmonics as they are at `time`, as a colour that does not change.
void freezeHarmonics(Gaussians4D& g, size_t index, double fromTime, double time) {
  if (g.timeHarmonics == 0) return;
  const size_t each = 3 * static_cast<size_t>((g.shDegree + 1) * (g.shDegree + 1));
  float* sh = g.sh.data() + index * each * static_cast<size_t>(g.timeHarmonics + 1);
  const double angle = 2 * std::numbers::pi * (time - fromTime) / g.timePeriod;
  for (int k = 1; k <= g.timeHarmonics; ++k) {
    const auto share = static_cast<float>(std::cos(k * angle));
    for (size_t i = 0; i < each; ++i) {
      float& harmonic = sh[static_cast<size_t>(k) * each + i];
      sh[i] += share * harmonic;
      harmonic = 0;
    }
  }
}

struct Whole {
  const Gaussians4D& set;
  int64_t index;
  TemporalShape shape;
  double opacity;
};

bool appendPiece(const Whole& whole, double centre, double deviation, Gaussians4D& out) {
  const TemporalShape& shape = whole.shape;
  const double variance = deviation * deviation, offset = centre - shape.time;
  // The product of two Gaussians of time.
  const double peak = std::exp(-0.5 * offset * offset / (variance + shape.variance));
  const double opacity = whole.opacity * peak * shareOf(whole.opacity * shape.weightAt(centre));
  if (!(opacity >= kVisible)) return false;
  TemporalShape piece = shape;
  piece.variance = variance * shape.variance / (variance + shape.variance);
  piece.time = (centre * shape.variance + shape.time * variance) / (variance + shape.variance);
  piece.position = shape.positionAt(piece.time);
  out.append(whole.set.subset({whole.index}));
  const int64_t added = out.count() - 1;
  setTemporalShape(out, added, piece);
  out.opacityLogit[static_cast<size_t>(added)] = static_cast<float>(std::log(opacity) - std::log1p(-opacity));
  freezeHarmonics(out, static_cast<size_t>(added), shape.time, piece.time);
  return true;
}

/// Pieces from `edge` on in the direction of `sign`.
int64_t appendSide(const Whole& whole, double edge, double sign, Gaussians4D& out) {
  int64_t count = 0;
  const double far = kRatio * (kHorizon - sign * edge);  // one more than fits: it covers the end
  for (double distance = kNearest; distance < far; distance *= kRatio)
    count += appendPiece(whole, edge + sign * distance, distance / kSteepness, out) ? 1 : 0;
  return count;
}

}  // namespace

int64_t appendWithout(const Gaussians4D& in, int64_t index, double from, double to, Gaussians4D& out) {
  const double opacity = 1 / (1 + std::exp(-double{in.opacityLogit[static_cast<size_t>(index)]}));
  const Whole whole{in, index, temporalShape(in, index), opacity};
  const double strongest = std::clamp(whole.shape.time, from, to);
  if (opacity * whole.shape.weightAt(strongest) < kVisible) {
    out.append(in.subset({index}));
    return 1;
  }
  return appendSide(whole, from, -1, out) + appendSide(whole, to, 1, out);
}

}  // namespace fsm::scene
