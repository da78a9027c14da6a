#include "reconstruction/scene/symmetric_eigen.h"

#include <algorithm>
#include <cmath>

namespace fsm::scene {

namespace {

/// One rotation in the plane (p, q) that makes a[p][q] zero; collected in `vectors`.
template <class Matrix>
void annihilate(Matrix& a, Matrix& vectors, int p, int q) {
  const double theta = (a[q][q] - a[p][p]) / (2 * a[q][p]);
  const double t = std::copysign(1.0, theta) / (std::abs(theta) + std::sqrt(theta * theta + 1));
  const double c = 1 / std::sqrt(t * t + 1), s = t * c;
  for (int k = 0; k < Matrix::length(); ++k) {  // columns
    const double kp = a[p][k], kq = a[q][k];
    a[p][k] = c * kp - s * kq;
    a[q][k] = s * kp + c * kq;
  }
  for (int k = 0; k < Matrix::length(); ++k) {  // rows
    const double pk = a[k][p], qk = a[k][q];
    a[k][p] = c * pk - s * qk;
    a[k][q] = s * pk + c * qk;
  }
  a[p][q] = a[q][p] = 0;
  const auto old = vectors[p];
  vectors[p] = c * old - s * vectors[q];
  vectors[q] = s * old + c * vectors[q];
}

/// Turns `matrix` until it is diagonal; the turns are collected in `vectors`, which begins as the identity.
template <class Matrix>
void diagonalise(Matrix& matrix, Matrix& vectors) {
  constexpr int kSweeps = 32;         // converges quadratically: five or six are the rule
  constexpr double kNothing = 1e-17;  // of the geometric mean of the two diagonal entries
  for (int sweep = 0; sweep < kSweeps; ++sweep) {
    bool changed = false;
    for (int p = 0; p < Matrix::length(); ++p) {
      for (int q = p + 1; q < Matrix::length(); ++q) {
        const double size = std::sqrt(std::abs(matrix[p][p])) * std::sqrt(std::abs(matrix[q][q]));
        if (matrix[q][p] == 0 || std::abs(matrix[q][p]) <= kNothing * size) continue;
        annihilate(matrix, vectors, p, q);
        changed = true;
      }
    }
    if (!changed) break;
  }
}

}  // namespace

SymmetricEigen symmetricEigen(const glm::dmat3& matrix) {
  glm::dmat3 a = matrix;
  SymmetricEigen out;
  diagonalise(a, out.vectors);
  out.values = {a[0][0], a[1][1], a[2][2]};
  return out;  // products of plane rotations: right-handed
}

SymmetricEigen4 symmetricEigen(const glm::dmat4& matrix) {
  glm::dmat4 a = matrix;
  SymmetricEigen4 out;
  diagonalise(a, out.vectors);
  out.values = {a[0][0], a[1][1], a[2][2], a[3][3]};
  return out;
}

glm::dvec4 quaternionOf(const glm::dmat3& r) {
  // The largest of the four components first, so that no division is by a small number.
  const double trace = r[0][0] + r[1][1] + r[2][2];
  const glm::dvec4 squares(1 + trace, 1 + 2 * r[0][0] - trace, 1 + 2 * r[1][1] - trace, 1 + 2 * r[2][2] - trace);
  glm::dvec4 q(0);
  int largest = 0;
  for (int i = 1; i < 4; ++i)
    if (squares[i] > squares[largest]) largest = i;
  const double xw = r[1][2] - r[2][1], yw = r[2][0] - r[0][2], zw = r[0][1] - r[1][0];
  const double xy = r[0][1] + r[1][0], xz = r[0][2] + r[2][0], yz = r[1][2] + r[2][1];
  switch (largest) {
    case 0: q = {squares[0], xw, yw, zw}; break;
    case 1: q = {xw, squares[1], xy, xz}; break;
    case 2: q = {yw, xy, squares[2], yz}; break;
    default: q = {zw, xz, yz, squares[3]}; break;
  }
  q = glm::normalize(q);
  return q[0] < 0 ? -q : q;
}

glm::dmat3 rotationOf(const glm::dvec4& quaternion) {
  const double w = quaternion[0], x = quaternion[1], y = quaternion[2], z = quaternion[3];
  return {glm::dvec3(1 - 2 * (y * y + z * z), 2 * (x * y + w * z), 2 * (x * z - w * y)),
          glm::dvec3(2 * (x * y - w * z), 1 - 2 * (x * x + z * z), 2 * (y * z + w * x)),
          glm::dvec3(2 * (x * z + w * y), 2 * (y * z - w * x), 1 - 2 * (x * x + y * y))};
}

}  // namespace fsm::scene
