#include "reconstruction/scene/spherical_harmonics.h"

#include <cmath>
#include <utility>

namespace fsm::scene {

namespace {

/// Directions in which the functions of one band are well told apart: a spiral over the half sphere (antipodes say nothing new).
std::vector<glm::dvec3> probes(int count) {
  constexpr double kGoldenAngle = 2.399963229728653;
  std::vector<glm::dvec3> out;
  for (int i = 0; i < count; ++i) {
    const double z = (i + 0.5) / count, r = std::sqrt(1 - z * z), angle = kGoldenAngle * i;
    out.emplace_back(r * std::cos(angle), r * std::sin(angle), z);
  }
  return out;
}

/// x of a x = b for n x n matrices row by row: Gauss with row exchanges.
std::vector<double> solved(std::vector<double> a, std::vector<double> b, size_t n) {
  for (size_t column = 0; column < n; ++column) {
    size_t pivot = column;
    for (size_t row = column + 1; row < n; ++row)
      if (std::abs(a[row * n + column]) > std::abs(a[pivot * n + column])) pivot = row;
    for (size_t k = 0; k < n; ++k) {
      std::swap(a[column * n + k], a[pivot * n + k]);
      std::swap(b[column * n + k], b[pivot * n + k]);
    }
    for (size_t row = 0; row < n; ++row) {
      if (row == column) continue;
      const double share = a[row * n + column] / a[column * n + column];
      for (size_t k = 0; k < n; ++k) {
        a[row * n + k] -= share * a[column * n + k];
        b[row * n + k] -= share * b[column * n + k];
      }
    }
  }
  for (size_t row = 0; row < n; ++row)
    for (size_t k = 0; k < n; ++k) b[row * n + k] /= a[row * n + row];
  return b;
}

}  // namespace

std::array<double, kMaxShCoefficients> shBasis(const glm::dvec3& d) {
  const double x = d.x, y = d.y, z = d.z, xx = x * x, yy = y * y, zz = z * z;
  return {kSh0,
          -0.4886025119029199 * y,
          0.4886025119029199 * z,
          -0.4886025119029199 * x,
          1.0925484305920792 * x * y,
          -1.0925484305920792 * y * z,
          0.31539156525252005 * (2 * zz - xx - yy),
          -1.0925484305920792 * x * z,
          0.5462742152960396 * (xx - yy),
          -0.5900435899266435 * y * (3 * xx - yy),
          2.890611442640554 * x * y * z,
          -0.4570457994644658 * y * (4 * zz - xx - yy),
          0.3731763325901154 * z * (2 * zz - 3 * xx - 3 * yy),
          -0.4570457994644658 * x * (4 * zz - xx - yy),
          1.445305721320277 * z * (xx - yy),
          -0.5900435899266435 * x * (xx - 3 * yy)};
}

ShRotation::ShRotation(const glm::dmat3& linear) {
  const glm::dmat3 inverse = glm::transpose(linear);
  for (size_t band = 0; band < bands_.size(); ++band) {
    const size_t n = 2 * band + 1, first = band * band;
    const std::vector<glm::dvec3> directions = probes(static_cast<int>(n));
    std::vector<double> after(n * n), before(n * n);  // new basis in each probe; old basis in the direction that came there
    for (size_t row = 0; row < n; ++row) {
      const auto here = shBasis(directions[row]), there = shBasis(inverse * directions[row]);
      for (size_t k = 0; k < n; ++k) {
        after[row * n + k] = here[first + k];
        before[row * n + k] = there[first + k];
      }
    }
    bands_[band] = solved(std::move(after), std::move(before), n);
  }
}

void ShRotation::apply(float* coefficients, int degree) const {
  for (int band = 1; band <= degree; ++band) {
    const int n = 2 * band + 1;
    float* values = coefficients + 3 * band * band;
    std::array<double, 21> turned{};
    for (int row = 0; row < n; ++row)
      for (int k = 0; k < n; ++k) {
        const double share =
            bands_[static_cast<size_t>(band)][static_cast<size_t>(row) * static_cast<size_t>(n) + static_cast<size_t>(k)];
        for (int channel = 0; channel < 3; ++channel)
          turned[3 * static_cast<size_t>(row) + static_cast<size_t>(channel)] += share * values[3 * k + channel];
      }
    for (int i = 0; i < 3 * n; ++i) values[i] = static_cast<float>(turned[static_cast<size_t>(i)]);
  }
}

}  // namespace fsm::scene
