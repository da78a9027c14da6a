#include "reconstruction/capture/poses/homography.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <random>
#include <vector>

namespace fsm::poses {
namespace {

constexpr int kUnknowns = 8;
constexpr int kTrials = 300;
constexpr double kInlier = 1.5;
constexpr size_t kFewest = 8;

using Row = std::array<double, kUnknowns + 1>;  ///< of a linear system, the right side last

/// Normal equations of H with H[2][2] = 1, by Gaussian elimination with pivoting. Nothing where they are singular.
std::optional<std::array<double, kUnknowns>> solve(std::array<Row, kUnknowns> m) {
  for (int c = 0; c < kUnknowns; ++c) {
    int pivot = c;
    for (int r = c + 1; r < kUnknowns; ++r)
      if (std::abs(m[r][c]) > std::abs(m[pivot][c])) pivot = r;
    if (std::abs(m[pivot][c]) < 1e-12) return std::nullopt;
    std::swap(m[pivot], m[c]);
    for (int r = 0; r < kUnknowns; ++r) {
      if (r == c) continue;
      const double factor = m[r][c] / m[c][c];
      for (int k = c; k <= kUnknowns; ++k) m[r][k] -= factor * m[c][k];
    }
  }
  std::array<double, kUnknowns> x{};
  for (int i = 0; i < kUnknowns; ++i) x[i] = m[i][kUnknowns] / m[i][i];
  return x;
}

/// Pixels become numbers near one, so that the squares of the system stay comparable.
struct Scaling {
  glm::dvec2 centre{0.0};
  double size = 1;
  explicit Scaling(std::span<const BlockShift> shifts) {
    for (const BlockShift& s : shifts) centre += s.at / static_cast<double>(shifts.size());
    for (const BlockShift& s : shifts) size = std::max(size, glm::length(s.at - centre));
  }
  glm::dvec2 operator()(const glm::dvec2& p) const { return (p - centre) / size; }
  /// Of scaled pixels to one of pixels.
  glm::dmat3 undo(const glm::dmat3& scaled) const {
    const glm::dmat3 to(1 / size, 0, 0, 0, 1 / size, 0, -centre.x / size, -centre.y / size, 1);
    return glm::inverse(to) * scaled * to;
  }
};

std::optional<glm::dmat3> fit(std::span<const BlockShift> shifts, const Scaling& scaling) {
  std::array<Row, kUnknowns> normal{};
  const auto add = [&](const Row& row) {
    for (int i = 0; i < kUnknowns; ++i)
      for (int k = 0; k <= kUnknowns; ++k) normal[i][k] += row[i] * row[k];
  };
  for (const BlockShift& s : shifts) {
    const glm::dvec2 p = scaling(s.at), q = scaling(s.at + s.shift);
    add({p.x, p.y, 1, 0, 0, 0, -q.x * p.x, -q.x * p.y, q.x});
    add({0, 0, 0, p.x, p.y, 1, -q.y * p.x, -q.y * p.y, q.y});
  }
  const auto h = solve(normal);
  if (!h) return std::nullopt;
  // GLM is column-major.
  const glm::dmat3 scaled((*h)[0], (*h)[3], (*h)[6], (*h)[1], (*h)[4], (*h)[7], (*h)[2], (*h)[5], 1);
  return scaling.undo(scaled);
}

std::vector<BlockShift> agreeing(std::span<const BlockShift> shifts, const glm::dmat3& homography) {
  std::vector<BlockShift> out;
  for (const BlockShift& s : shifts)
    if (glm::length(apply(homography, s.at) - (s.at + s.shift)) < kInlier) out.push_back(s);
  return out;
}

}  // namespace

glm::dvec2 apply(const glm::dmat3& homography, const glm::dvec2& pixel) {
  const glm::dvec3 p = homography * glm::dvec3(pixel, 1.0);
  return glm::dvec2(p) / p.z;
}

std::optional<glm::dmat3> dominantHomography(std::span<const BlockShift> shifts) {
  if (shifts.size() < kFewest) return std::nullopt;
  const Scaling scaling(shifts);
  std::mt19937 random(1);  // NOLINT: the same answer every time
  std::vector<BlockShift> best;
  for (int trial = 0; trial < kTrials; ++trial) {
    std::array<BlockShift, 4> sample{};
    for (BlockShift& s : sample) s = shifts[random() % shifts.size()];
    const auto candidate = fit(sample, scaling);
    if (!candidate) continue;
    std::vector<BlockShift> inliers = agreeing(shifts, *candidate);
    if (inliers.size() > best.size()) best = std::move(inliers);
  }
  if (best.size() < kFewest || 3 * best.size() < shifts.size()) return std::nullopt;
  const auto refined = fit(best, scaling);
  return refined;
}

}  // namespace fsm::poses
