#include "reconstruction/scene/transform_gaussians.h"

#include <algorithm>
#include <cmath>

#include "reconstruction/core/error.h"
#include "reconstruction/scene/spherical_harmonics.h"
#include "reconstruction/scene/symmetric_eigen.h"

namespace fsm::scene {

namespace {

glm::dvec4 product(const glm::dvec4& a, const glm::dvec4& b) {
  return {a[0] * b[0] - a[1] * b[1] - a[2] * b[2] - a[3] * b[3], a[0] * b[1] + a[1] * b[0] + a[2] * b[3] - a[3] * b[2],
          a[0] * b[2] - a[1] * b[3] + a[2] * b[0] + a[3] * b[1], a[0] * b[3] + a[1] * b[2] - a[2] * b[1] + a[3] * b[0]};
}

/// A linear map as rotation * stretch (polar decomposition): rotation = M (M^T M)^(-1/2).
struct Polar {
  glm::dmat3 orthogonal{1.0};  ///< may mirror
  double scale = 1;            ///< mean of the stretches
  bool uniform = true;         ///< all three are that
};

Polar polar(const glm::dmat3& linear) {
  const SymmetricEigen eigen = symmetricEigen(glm::transpose(linear) * linear);
  const glm::dvec3 stretch = glm::sqrt(glm::max(eigen.values, glm::dvec3(0)));
  const double most = std::max({stretch.x, stretch.y, stretch.z}), least = std::min({stretch.x, stretch.y, stretch.z});
  constexpr double kSingular = 1e-9, kUniform = 1e-6;
  if (!(most < 1e15) || !(least > kSingular * most))
    throw Error(ErrorCode::badInput, "A transform in the scene is not invertible. Give its parts sizes other than zero.");
  const glm::dmat3& v = eigen.vectors;
  const glm::dmat3 inverseRoot = glm::dmat3(v[0] / stretch.x, v[1] / stretch.y, v[2] / stretch.z) * glm::transpose(v);
  return {linear * inverseRoot, std::cbrt(stretch.x * stretch.y * stretch.z), most - least <= kUniform * most};
}

/// A similarity: axes keep their scales.
void turnShapes(Gaussians4D& gaussians, const Polar& map) {
  // The covariance does not see a point reflection, so that a mirrored map is a rotation for it.
  const glm::dvec4 turn = quaternionOf(glm::determinant(map.orthogonal) < 0 ? -map.orthogonal : map.orthogonal);
  const auto grow = static_cast<float>(std::log(map.scale));
  for (float& value : gaussians.logScale) value += grow;
  for (size_t i = 0; i < gaussians.rotation.size(); i += 4) {
    float* q = gaussians.rotation.data() + i;
    const glm::dvec4 turned = product(turn, {q[0], q[1], q[2], q[3]});
    for (int k = 0; k < 4; ++k) q[k] = static_cast<float>(turned[k]);
  }
}

/// Any other map: new axes.
void reshape(Gaussians4D& gaussians, const glm::dmat3& linear) {
  for (int64_t i = 0; i < gaussians.count(); ++i) {
    if (!gaussians.isDrawable(i)) continue;
    const SymmetricEigen eigen = symmetricEigen(linear * slice(gaussians, i, 0).covariance * glm::transpose(linear));
    const glm::dvec4 q = quaternionOf(eigen.vectors);
    for (int axis = 0; axis < 3; ++axis)
      gaussians.logScale[static_cast<size_t>(3 * i + axis)] =
          static_cast<float>(0.5 * std::log(std::max(eigen.values[axis], std::exp(2.0 * kMinLogScale))));
    for (int k = 0; k < 4; ++k) gaussians.rotation[static_cast<size_t>(4 * i + k)] = static_cast<float>(q[k]);
  }
}

double linearFromDisplay(double v) { return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4); }
double displayFromLinear(double v) { return v <= 0.0031308 ? v * 12.92 : 1.055 * std::pow(v, 1 / 2.4) - 0.055; }

/// Value and slope of the conversion.
std::pair<double, double> converted(double value, ColourEncoding to) {
  const auto convert = to == ColourEncoding::linear ? linearFromDisplay : displayFromLinear;
  constexpr double kStep = 1e-4;
  return {convert(value), (convert(value + kStep) - convert(value - kStep)) / (2 * kStep)};
}

}  // namespace

void transformGaussians(Gaussians4D& gaussians, const AffineMap& map) {
  gaussians.check();
  if (!gaussians.isStatic()) throw Error(ErrorCode::internal, "A 4D scene was moved as if it stood still. Please report this.");
  const Polar parts = polar(map.linear);
  if (parts.uniform)
    turnShapes(gaussians, parts);
  else
    reshape(gaussians, map.linear);
  const ShRotation turn(parts.orthogonal);
  const int each = 3 * (gaussians.shDegree + 1) * (gaussians.shDegree + 1);
  for (size_t i = 0; i < gaussians.position.size(); i += 3) {
    float* p = gaussians.position.data() + i;
    const glm::dvec3 moved = map.linear * glm::dvec3(p[0], p[1], p[2]) + map.translation;
    for (int axis = 0; axis < 3; ++axis) p[axis] = static_cast<float>(moved[axis]);
  }
  if (gaussians.shDegree > 0)
    for (size_t i = 0; i < gaussians.sh.size(); i += static_cast<size_t>(each)) turn.apply(&gaussians.sh[i], gaussians.shDegree);
}

AffineMap worldFromFrame(const Normalisation& frame) {
  const glm::dmat4 world_from_frame = inverseRigid(frame.frame_from_world);
  return {glm::dmat3(world_from_frame) / frame.scale, glm::dvec3(world_from_frame[3])};
}

void convertColours(Gaussians4D& gaussians, ColourEncoding from, ColourEncoding to) {
  if (from == to) return;
  const auto each = 3 * static_cast<size_t>(gaussians.coefficients());
  for (size_t first = 0; first < gaussians.sh.size(); first += each)
    for (size_t channel = 0; channel < 3; ++channel) {
      float* sh = &gaussians.sh[first + channel];
      const auto [value, slope] = converted(0.5 + kSh0 * sh[0], to);
      sh[0] = static_cast<float>((value - 0.5) / kSh0);
      for (size_t k = 3; k < each; k += 3) sh[k] = static_cast<float>(slope * sh[k]);
    }
}

void raiseShDegree(Gaussians4D& gaussians, int degree) {
  if (degree <= gaussians.shDegree) return;
  const size_t narrow = 3 * static_cast<size_t>((gaussians.shDegree + 1) * (gaussians.shDegree + 1));
  const size_t wide = 3 * static_cast<size_t>((degree + 1) * (degree + 1));
  std::vector<float> raised(gaussians.sh.size() / narrow * wide, 0.0f);
  for (size_t i = 0; i * narrow < gaussians.sh.size(); ++i) std::copy_n(&gaussians.sh[i * narrow], narrow, &raised[i * wide]);
  gaussians.sh = std::move(raised);
  gaussians.shDegree = degree;
}

void appendAnyDegree(Gaussians4D& gaussians, Gaussians4D more) {
  raiseShDegree(gaussians, more.shDegree);
  raiseShDegree(more, gaussians.shDegree);
  gaussians.append(more);
}

}  // namespace fsm::scene
