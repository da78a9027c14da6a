// Slicing 4D Gaussians at a time (method.md 4.2; Yang et al. 2024, Real-time Photorealistic Dynamic Scene Representation).
#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

#include "reconstruction/core/error.h"
#include "reconstruction/scene/gaussians4d.h"
#include "reconstruction/scene/symmetric_eigen.h"

namespace fsm::scene {

namespace {

double activeScale(float logScale) { return std::exp(std::max(double{logScale}, double{kMinLogScale})); }

glm::dvec3 three(const std::vector<float>& values, int64_t index) {
  const float* v = values.data() + 3 * index;
  return {v[0], v[1], v[2]};
}

glm::dvec4 unitQuaternion(const std::vector<float>& values, int64_t index) {
  const float* q = values.data() + 4 * index;
  return glm::normalize(glm::dvec4(q[0], q[1], q[2], q[3]));
}

glm::dvec3 scales(const Gaussians4D& gaussians, int64_t index) {
  const glm::dvec3 logs = three(gaussians.logScale, index);
  return {activeScale(static_cast<float>(logs.x)), activeScale(static_cast<float>(logs.y)),
          activeScale(static_cast<float>(logs.z))};
}

/// log(p / (1 - p)) of p = sigmoid(logit) * weight; never above `logit`, where p rounds to 1.
double weightedLogit(double logit, double weight) {
  const double p = weight / (1 + std::exp(-logit));
  return std::min(logit, std::log(p) - std::log1p(-p));
}

/// Coefficients of Gaussian `from` at `time`: harmonic k counts cos(2 pi k (time - t) / period).
void sumHarmonics(const Gaussians4D& in, int64_t from, double time, float* out) {
  const int each = 3 * (in.shDegree + 1) * (in.shDegree + 1);
  const float* coefficients = in.sh.data() + from * each * (in.timeHarmonics + 1);
  const double centre = in.isStatic() ? 0.0 : in.time[static_cast<size_t>(from)];
  const double angle = 2 * std::numbers::pi * (time - centre) / in.timePeriod;
  std::vector<double> sums(static_cast<size_t>(each), 0.0);
  for (int k = 0; k <= in.timeHarmonics; ++k) {
    const double share = std::cos(k * angle);
    for (int i = 0; i < each; ++i) sums[static_cast<size_t>(i)] += share * coefficients[k * each + i];
  }
  std::transform(sums.begin(), sums.end(), out, [](double sum) { return static_cast<float>(sum); });
}

/// Shape of one slice as scales and a quaternion.
void setShape(Gaussians4D& out, size_t to, const glm::dmat3& covariance) {
  const SymmetricEigen eigen = symmetricEigen(covariance);
  const double least = std::exp(2.0 * kMinLogScale);
  const glm::dvec4 q = quaternionOf(eigen.vectors);
  for (size_t axis = 0; axis < 3; ++axis) {
    // A needle's thin axes may come out below zero by rounding.
    const double variance = std::max(eigen.values[static_cast<int>(axis)], least);
    out.logScale[3 * to + axis] = static_cast<float>(std::min(0.5 * std::log(variance), double{kMaxLogScale}));
  }
  for (size_t i = 0; i < 4; ++i) out.rotation[4 * to + i] = static_cast<float>(q[static_cast<int>(i)]);
}

/// Gaussians that can be seen at `time`, and their slices (none for a static set: its own shapes stay).
struct Visible {
  std::vector<int64_t> indices;
  std::vector<Slice> slices;
};

Visible visibleAt(const Gaussians4D& gaussians, double time, float minOpacity) {
  Visible out;
  for (int64_t i = 0; i < gaussians.count(); ++i) {
    if (!gaussians.isDrawable(i)) continue;
    const double opacity = 1 / (1 + std::exp(-double{gaussians.opacityLogit[static_cast<size_t>(i)]}));
    if (opacity < minOpacity) continue;
    if (!gaussians.isStatic()) {
      const Slice sliced = slice(gaussians, i, time);
      // A weight of zero has no logit.
      if (opacity * sliced.weight < minOpacity || sliced.weight < std::numeric_limits<double>::min()) continue;
      out.slices.push_back(sliced);
    }
    out.indices.push_back(i);
  }
  return out;
}

}  // namespace

glm::dmat4 rotation4d(const glm::dvec4& left, const glm::dvec4& right) {
  const double a = left[0], b = left[1], c = left[2], d = left[3];
  const double p = right[0], q = right[1], r = right[2], s = right[3];
  // Written row by row; GLM's constructors take columns.
  const glm::dmat4 leftRows(a, b, -c, d, -b, a, d, c, c, -d, a, b, -d, -c, -b, a);
  const glm::dmat4 rightRows(p, q, -r, -s, -q, p, s, -r, r, -s, p, -q, s, r, q, p);
  return glm::transpose(leftRows) * glm::transpose(rightRows);
}

Slice slice(const Gaussians4D& gaussians, int64_t index, double time) {
  Slice out;
  const glm::dvec3 mean = three(gaussians.position, index), scale = scales(gaussians, index);
  const glm::dvec4 q = unitQuaternion(gaussians.rotation, index);
  if (gaussians.isStatic()) {
    const glm::dmat3 rotation = rotationOf(q);
    const glm::dmat3 root(rotation[0] * scale.x, rotation[1] * scale.y, rotation[2] * scale.z);
    return {mean, root * glm::transpose(root), 1.0};
  }
  const auto i = static_cast<size_t>(index);
  const glm::dmat4 rotation = rotation4d(q, unitQuaternion(gaussians.rotationRight, index));
  const glm::dmat4 root(rotation[0] * scale.x, rotation[1] * scale.y, rotation[2] * scale.z,
                        rotation[3] * activeScale(gaussians.logScaleTime[i]));
  const glm::dmat4 sigma = root * glm::transpose(root);
  const glm::dvec3 v(sigma[3]);
  const double w = sigma[3][3], offset = time - gaussians.time[i];
  out.mean = mean + v / w * offset;
  out.covariance = glm::dmat3(sigma) - glm::outerProduct(v, v) / w;
  out.weight = std::exp(-0.5 * offset * offset / w);
  return out;
}

Gaussians4D sliceAt(const Gaussians4D& gaussians, double time, float minOpacity) {
  gaussians.check();
  if (!std::isfinite(time)) throw Error(ErrorCode::badInput, "The time of a slice must be a number. Give seconds.");
  const Visible visible = visibleAt(gaussians, time, minOpacity);
  Gaussians4D out;
  out.shDegree = gaussians.shDegree;
  out.resize(static_cast<int64_t>(visible.indices.size()), true);
  const size_t each = 3 * static_cast<size_t>(out.coefficients());
  for (size_t to = 0; to < visible.indices.size(); ++to) {
    const int64_t from = visible.indices[to];
    const auto f = static_cast<size_t>(from);
    sumHarmonics(gaussians, from, time, &out.sh[to * each]);
    if (gaussians.isStatic()) {
      std::copy_n(&gaussians.position[3 * f], 3, &out.position[3 * to]);
      std::copy_n(&gaussians.logScale[3 * f], 3, &out.logScale[3 * to]);
      std::copy_n(&gaussians.rotation[4 * f], 4, &out.rotation[4 * to]);
      out.opacityLogit[to] = gaussians.opacityLogit[f];
      continue;
    }
    const Slice& sliced = visible.slices[to];
    for (size_t axis = 0; axis < 3; ++axis) out.position[3 * to + axis] = static_cast<float>(sliced.mean[static_cast<int>(axis)]);
    setShape(out, to, sliced.covariance);
    out.opacityLogit[to] = static_cast<float>(weightedLogit(gaussians.opacityLogit[f], sliced.weight));
  }
  return out;
}

}  // namespace fsm::scene
