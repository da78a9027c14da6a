// Real spherical harmonics up to degree 3 in the order and with the signs of 3D Gaussian Splatting, and how their coefficients
// turn with a scene.
#pragma once

#include <array>
#include <glm/glm.hpp>
#include <vector>

namespace fsm::scene {

constexpr double kSh0 = 0.28209479177387814;  ///< of degree 0: colour = 0.5 + kSh0 * coefficient
constexpr int kMaxShCoefficients = 16;

/// All 16 basis functions in the unit direction `d`, degree after degree, m = -l .. l.
std::array<double, kMaxShCoefficients> shBasis(const glm::dvec3& d);

/// Turns coefficients of functions of the direction as `linear` (orthogonal, mirrored or not) turns directions: the colour seen
/// along linear * d afterwards is that seen along d before. Every degree turns in itself.
class ShRotation {
 public:
  explicit ShRotation(const glm::dmat3& linear);
  /// One Gaussian's coefficients [(degree + 1)^2, 3], in place.
  void apply(float* coefficients, int degree) const;

 private:
  std::array<std::vector<double>, 4> bands_;  ///< [2 l + 1, 2 l + 1], row by row
};

}  // namespace fsm::scene
