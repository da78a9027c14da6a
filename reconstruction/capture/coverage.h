// How far a view lies from everything that was filmed: where the picture is measured, and where it is invented.
//
// A point X of the world that is asked for from the place c at the time t is compared with every input i, which stood at c_i,
// looked along f_i and filmed at t_i:
//     a_i = angle at X between the rays to c and to c_i                       (another side of the thing is seen)
//     d_i = | ln(|X - c| / |X - c_i|) |                                       (nearer or farther: other detail)
//     o_i = max(0, angle between f_i and X - c_i, less the half angle h_i)    (outside of what the input saw)
//     s_i = |t - t_i| / T                                                     (another moment)
//     e_i = (a_i / 15 deg)^2 + (d_i / ln 2)^2 + (o_i / 15 deg)^2 + s_i^2
//     confidence = 1 / (1 + min_i e_i)
// It is 1 at an input, falls as any of the four grows, and is 1/2 where one of them reaches its unit. T is the median gap
// between the moments of the inputs, at least a sixteenth of the time that they span (a time without extent: 1 s).
// A view is judged by the point on its optical axis at the distance of the scene's middle. The renderer computes the same per
// pixel, with X from the pixel's depth.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "reconstruction/core/geometry.h"

namespace fsm {

struct CoverageInput {
  glm::dvec3 centre{0.0};
  glm::dvec3 forward{0, 0, 1};  ///< unit
  double halfAngle = 0.5;       ///< radians, between the optical axis and the picture's corner
  Seconds time = 0;
};

/// The four terms above, to the input of the smallest error.
struct CoverageGap {
  double angle = 0;     ///< a, radians
  double distance = 0;  ///< ln(|X - c| / |X - c_i|): below 0 nearer than what was filmed
  double outside = 0;   ///< o, radians
  double time = 0;      ///< s
  double confidence() const;
};

class Coverage {
 public:
  static constexpr double kAngleUnit = 0.26179938779914943654;     ///< 15 degrees, radians
  static constexpr double kDistanceUnit = 0.69314718055994530942;  ///< ln 2

  Coverage() = default;
  /// `views` in the capture's world, times in seconds. `sceneCentre`: the middle of what they look at (a finite point; jobs'
  /// orbitOf finds it). Throws badInput for numbers that are not finite.
  Coverage(std::span<const View> views, const glm::dvec3& sceneCentre);

  /// In [0, 1]; 0 where nothing was filmed at all.
  double confidence(const View& view) const;
  /// Of the point `x` seen from `centre` at `time`.
  double confidence(const glm::dvec3& x, const glm::dvec3& centre, Seconds time) const;
  /// Why a view's confidence is what it is. Nothing where nothing was filmed at all.
  std::optional<CoverageGap> gap(const View& view) const;

  const std::vector<CoverageInput>& inputs() const { return inputs_; }
  double timeUnit() const { return timeUnit_; }  ///< T, seconds
  const glm::dvec3& sceneCentre() const { return sceneCentre_; }

 private:
  std::optional<CoverageGap> gap(const glm::dvec3& x, const glm::dvec3& centre, Seconds time) const;
  std::vector<CoverageInput> inputs_;
  double timeUnit_ = 1;
  glm::dvec3 sceneCentre_{0.0};
};

}  // namespace fsm
