#include "reconstruction/scene/temporal_shape.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "reconstruction/scene/symmetric_eigen.h"

namespace fsm::scene {
namespace {

glm::dvec4 unitQuaternion(const std::vector<float>& values, int64_t index) {
  const float* q = values.data() + 4 * index;
  return glm::normalize(glm::dvec4(q[0], q[1], q[2], q[3]));
}

double activeScale(float logScale) { return std::exp(std::max(double{logScale}, double{kMinLogScale})); }

/// The 4D covariance's root: rotation times scales.
glm::dmat4 rootOf(const Gaussians4D& g, int64_t index) {
  const glm::dmat4 rotation = rotation4d(unitQuaternion(g.rotation, index), unitQuaternion(g.rotationRight, index));
  const float* scale = g.logScale.data() + 3 * index;
  return {rotation[0] * activeScale(scale[0]), rotation[1] * activeScale(scale[1]), rotation[2] * activeScale(scale[2]),
          rotation[3] * activeScale(g.logScaleTime[static_cast<size_t>(index)])};
}

TemporalShape pathOf(const Gaussians4D& g, int64_t index, const glm::dmat4& root) {
  const float* p = g.position.data() + 3 * index;
  const glm::dvec4 times(root[0][3], root[1][3], root[2][3], root[3][3]);
  TemporalShape out;
  out.position = {p[0], p[1], p[2]};
  out.time = g.time[static_cast<size_t>(index)];
  out.variance = glm::dot(times, times);
  out.velocity = glm::dvec3(root * times) / out.variance;
  return out;
}

float logScaleOf(double variance) {
  const double log = 0.5 * std::log(std::max(variance, std::exp(2.0 * kMinLogScale)));
  return static_cast<float>(std::min(log, double{kMaxLogScale}));
}

}  // namespace

double TemporalShape::weightAt(double tau) const { return std::exp(-0.5 * (tau - time) * (tau - time) / variance); }

TemporalShape temporalPath(const Gaussians4D& gaussians, int64_t index) {
  return pathOf(gaussians, index, rootOf(gaussians, index));
}

TemporalShape temporalShape(const Gaussians4D& gaussians, int64_t index) {
  const glm::dmat4 root = rootOf(gaussians, index);
  TemporalShape out = pathOf(gaussians, index, root);
  const glm::dmat4 sigma = root * glm::transpose(root);
  out.shape = glm::dmat3(sigma) - glm::outerProduct(out.velocity, out.velocity) * out.variance;
  return out;
}

void setTemporalShape(Gaussians4D& gaussians, int64_t index, const TemporalShape& shape) {
  const glm::dvec3 v = shape.velocity * shape.variance;
  const glm::dmat3 upper = shape.shape + glm::outerProduct(shape.velocity, v);
  const glm::dmat4 sigma(glm::dvec4(upper[0], v.x), glm::dvec4(upper[1], v.y), glm::dvec4(upper[2], v.z),
                         glm::dvec4(v, shape.variance));
  const SymmetricEigen4 eigen = symmetricEigen(sigma);
  const auto [left, right] = quaternionPairOf(eigen.vectors);
  const auto i = static_cast<size_t>(index);
  for (size_t axis = 0; axis < 3; ++axis) {
    gaussians.position[3 * i + axis] = static_cast<float>(shape.position[static_cast<int>(axis)]);
    gaussians.logScale[3 * i + axis] = logScaleOf(eigen.values[static_cast<int>(axis)]);
  }
  gaussians.time[i] = static_cast<float>(shape.time);
  gaussians.logScaleTime[i] = logScaleOf(eigen.values[3]);
  for (size_t k = 0; k < 4; ++k) {
    gaussians.rotation[4 * i + k] = static_cast<float>(left[static_cast<int>(k)]);
    gaussians.rotationRight[4 * i + k] = static_cast<float>(right[static_cast<int>(k)]);
  }
}

std::pair<glm::dvec4, glm::dvec4> quaternionPairOf(const glm::dmat4& rotation) {
  // rotation4d is bilinear, and the sixteen rotations of unit vectors are orthogonal to each other as vectors of 16 numbers of
  // length 2. So the projections on them are the products left[i] * right[j].
  std::array<glm::dvec4, 4> products;
  int largest = 0;
  for (int i = 0; i < 4; ++i) {
    for (int j = 0; j < 4; ++j) {
      glm::dvec4 left(0), right(0);
      left[i] = right[j] = 1;
      const glm::dmat4 basis = rotation4d(left, right);
      double sum = 0;
      for (int c = 0; c < 4; ++c) sum += glm::dot(basis[c], rotation[c]);
      products[static_cast<size_t>(i)][j] = sum / 4;
    }
    if (glm::dot(products[static_cast<size_t>(i)], products[static_cast<size_t>(i)]) >
        glm::dot(products[static_cast<size_t>(largest)], products[static_cast<size_t>(largest)]))
      largest = i;
  }
  const glm::dvec4 right = glm::normalize(products[static_cast<size_t>(largest)]);
  glm::dvec4 left;
  for (int i = 0; i < 4; ++i) left[i] = glm::dot(products[static_cast<size_t>(i)], right);
  return {glm::normalize(left), right};
}

}  // namespace fsm::scene
