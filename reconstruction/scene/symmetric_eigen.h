// Eigenvectors of symmetric 3x3 and 4x4 matrices: a covariance's axes and variances.
#pragma once

#include <glm/glm.hpp>

namespace fsm::scene {

/// matrix = vectors * diag(values) * vectors^T; the columns of `vectors` are orthonormal and right-handed, in no certain order.
struct SymmetricEigen {
  glm::dvec3 values{0};
  glm::dmat3 vectors{1.0};
};

/// The same in four dimensions.
struct SymmetricEigen4 {
  glm::dvec4 values{0};
  glm::dmat4 vectors{1.0};
};

/// Cyclic Jacobi rotations (Golub and Van Loan, Matrix Computations, 8.5): small eigenvalues keep their relative accuracy better
/// than from the characteristic polynomial. Finite input.
SymmetricEigen symmetricEigen(const glm::dmat3& matrix);
SymmetricEigen4 symmetricEigen(const glm::dmat4& matrix);

/// (w, x, y, z) with w >= 0 of a rotation matrix.
glm::dvec4 quaternionOf(const glm::dmat3& rotation);
/// The rotation matrix of a unit quaternion (w, x, y, z).
glm::dmat3 rotationOf(const glm::dvec4& quaternion);

}  // namespace fsm::scene
