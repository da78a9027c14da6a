// 4D Gaussians on the host, structure of arrays: as stored (what optimisers change and files hold) and activated (what formulas
// take), two types that do not mix. Parametrisation: 4D-LRM / FSM-LRM (method.md 4.1, 4.2). Static 3D Gaussians are the same type
// with the temporal arrays empty: they cost no memory, no slicing and have the weight 1 at any time.
#pragma once

#include <cstdint>
#include <glm/glm.hpp>
#include <string>
#include <vector>

#include "reconstruction/core/colour_encoding.h"
#include "reconstruction/core/normalisation.h"
#include "reconstruction/scene/raster_settings.h"

namespace fsm::scene {

/// Stored log scales below this count as this (exp of it is nothing at any zoom, its square still a normal float).
constexpr float kMinLogScale = -20.0f;
/// A Gaussian with a stored log scale above this is not drawable.
constexpr float kMaxLogScale = 20.0f;
/// Squared length below which a stored quaternion has no direction (nor has one whose squared length overflows): not drawable.
constexpr float kMinQuaternionNorm2 = 1e-20f;

/// Stored parameters of N Gaussians. Positions and scales in the units of the scene's frame, times in its normalised time.
/// *Drawable*: every stored number is finite, log scales <= kMaxLogScale, quaternions not zero. Others are skipped by all back
/// ends (and get no gradient).
struct Gaussians4D {
  int shDegree = 0;       ///< 0..3
  int timeHarmonics = 0;  ///< n: coefficients also for cos(2 pi k (tau - t) / timePeriod), k = 1..n (4D spherindrical harmonics)
  float timePeriod = 2.0f;  ///< of the first harmonic, normalised time

  std::vector<float> position;  ///< [N, 3]
  std::vector<float> logScale;  ///< [N, 3] scale = exp
  std::vector<float>
      rotation;  ///< [N, 4] (w, x, y, z), normalised when used. 4D: the left quaternion q_l; static: an ordinary rotation
  std::vector<float> opacityLogit;  ///< [N] opacity = sigmoid
  std::vector<float> sh;            ///< [N, coefficients(), 3]; harmonic k holds the coefficients from k (degree + 1)^2 on

  std::vector<float> time;           ///< [N] centre t; empty: static
  std::vector<float> logScaleTime;   ///< [N] s_t = exp; empty: static
  std::vector<float> rotationRight;  ///< [N, 4] q_r; empty: static

  int64_t count() const { return static_cast<int64_t>(opacityLogit.size()); }
  bool isStatic() const { return time.empty(); }
  int coefficients() const { return (shDegree + 1) * (shDegree + 1) * (timeHarmonics + 1); }
  /// Sizes all arrays for `count` Gaussians (new ones are zero: not drawable, their quaternions have no direction).
  void resize(int64_t count, bool isStatic);
  /// Every array has the size that the others say. Throws internal otherwise.
  void check() const;
  /// Whether Gaussian `index` is drawable as described above.
  bool isDrawable(int64_t index) const;
  /// The same Gaussians in 4D form (time 0, s_t as given, q_l = q_r = (w, -z, -y, -x) of the static rotation); for a 4D set a
  /// copy.
  Gaussians4D asDynamic(float logScaleTime) const;
  /// Those at `indices`, in that order.
  Gaussians4D subset(const std::vector<int64_t>& indices) const;
  /// `more` behind these; both of the same kind (degree, harmonics, period, static or not; an empty set takes the other's kind).
  void append(const Gaussians4D& more);
};

/// Activated values: scales and s_t positive, opacities in (0, 1), unit quaternions. Gaussians that are not drawable have opacity
/// 0 and harmless values for the rest.
struct ActivatedGaussians4D {
  std::vector<glm::vec3> position, scale;
  std::vector<glm::vec4> rotation, rotationRight;  ///< (w, x, y, z)
  std::vector<float> opacity, time, scaleTime;     ///< time, scaleTime and rotationRight are empty for a static set
};
ActivatedGaussians4D activate(const Gaussians4D& gaussians);

/// R(q_l, q_r) of method.md 4.2 for unit quaternions, axes x, y, z, t.
glm::dmat4 rotation4d(const glm::dvec4& left, const glm::dvec4& right);

/// One 4D Gaussian at one time.
struct Slice {
  glm::dvec3 mean{0};
  glm::dmat3 covariance{0};
  double weight = 0;  ///< temporal weight in (0, 1], to be multiplied into the opacity
};
/// Gaussian `index`, which must be drawable, at normalised time `time`; computed in double precision.
Slice slice(const Gaussians4D& gaussians, int64_t index, double time);
/// The whole set at one time as static 3D Gaussians (opacity times weight; scales and rotations from the conditional covariance's
/// eigenvectors; harmonics summed up), without those whose weighted opacity is below `minOpacity` or that are not drawable.
/// Colours of degree >= 1 then turn with the direction to the *sliced* mean, which is all that a 3D Gaussian knows. Throws
/// badInput for a time that is not finite.
Gaussians4D sliceAt(const Gaussians4D& gaussians, double time, float minOpacity = 1.0f / 255.0f);

/// Gaussians and what must be known to draw them.
struct GaussianScene {
  Gaussians4D gaussians;
  Normalisation frame;  ///< from the world (and seconds) into the Gaussians' frame; the identity for a splat file
  ColourEncoding colourSpace = ColourEncoding::display;
  RasterSettings settings;  ///< those that it was made with
};

}  // namespace fsm::scene
