// Small random sets of Gaussians before a camera, in double precision, with the arrays reachable one by one for numeric
// gradients.
#pragma once

#include <array>
#include <cmath>
#include <glm/gtc/matrix_transform.hpp>
#include <random>
#include <string>
#include <vector>

#include "reconstruction/core/geometry.h"
#include "reconstruction/scene/gaussians4d.h"
#include "reconstruction/splatting/raster_pointers.h"

namespace fsm::splatting::testing {

struct RandomGaussiansOptions {
  int count = 12;
  bool isStatic = false;
  int shDegree = 0;
  int timeHarmonics = 0;
  double logScaleMean = -1.6, logScaleSpread = 0.6;
  double opacityLogitMean = 0, opacityLogitSpread = 1;
  double halfWidth = 1.0;  ///< positions in a box of this half side, 2 to 4 before the camera of `testView`
  double near = 2, far = 4;
  uint32_t seed = 1;
};

/// Parameters of a set, in the order of GaussianPointers.
template <class Real>
struct ParameterArrays {
  int shDegree = 0, timeHarmonics = 0;
  std::vector<Real> position, logScale, rotation, opacityLogit, sh, time, logScaleTime, rotationRight;

  int64_t count() const { return static_cast<int64_t>(opacityLogit.size()); }
  bool isStatic() const { return time.empty(); }
  std::array<std::pair<const char*, std::vector<Real>*>, 8> named() {
    return {{{"position", &position},
             {"logScale", &logScale},
             {"rotation", &rotation},
             {"opacityLogit", &opacityLogit},
             {"sh", &sh},
             {"time", &time},
             {"logScaleTime", &logScaleTime},
             {"rotationRight", &rotationRight}}};
  }
  GaussianPointers<Real> pointers() const {
    const auto data = [](const std::vector<Real>& v) { return v.empty() ? nullptr : v.data(); };
    return {count(),        shDegree,           timeHarmonics, Real(2),    data(position),     data(logScale),
            data(rotation), data(opacityLogit), data(sh),      data(time), data(logScaleTime), data(rotationRight)};
  }
  template <class Other>
  ParameterArrays<Other> as() const {
    const auto cast = [](const std::vector<Real>& v) { return std::vector<Other>(v.begin(), v.end()); };
    return {shDegree,           timeHarmonics, cast(position), cast(logScale),     cast(rotation),
            cast(opacityLogit), cast(sh),      cast(time),     cast(logScaleTime), cast(rotationRight)};
  }
};

/// Gradients of all parameters, background, pose and the means' lengths, zero to begin with.
template <class Real>
struct GradientArrays {
  ParameterArrays<Real> parameters;
  std::vector<Real> background, pose, meanPixel;

  explicit GradientArrays(const ParameterArrays<Real>& like)
      : parameters(like), background(3), pose(6), meanPixel(like.opacityLogit.size()) {
    for (auto& [name, values] : parameters.named()) std::fill(values->begin(), values->end(), Real(0));
  }
  GaussianGradients<Real> pointers() {
    const auto data = [](std::vector<Real>& v) { return v.empty() ? nullptr : v.data(); };
    ParameterArrays<Real>& p = parameters;
    return {data(p.position),     data(p.logScale),      data(p.rotation),  data(p.opacityLogit), data(p.sh),     data(p.time),
            data(p.logScaleTime), data(p.rotationRight), background.data(), pose.data(),          data(meanPixel)};
  }
};

/// Outputs with room for all of them.
template <class Real>
struct OutputArrays {
  std::vector<Real> colour, alpha, depth, medianDepth, contribution, maxContribution;

  OutputArrays(ImageSize size, int64_t count)
      : colour(size_t(3) * size.width * size.height),
        alpha(size_t(size.width) * size.height),
        depth(alpha.size()),
        medianDepth(alpha.size()),
        contribution(count),
        maxContribution(count) {}
  RasterOutputs<Real> pointers() {
    return {colour.data(), alpha.data(), depth.data(), medianDepth.data(), contribution.data(), maxContribution.data()};
  }
};

inline ParameterArrays<double> randomGaussians(const RandomGaussiansOptions& o) {
  std::mt19937 bits(o.seed);
  const auto uniform = [&](double low, double high) { return low + (high - low) * (bits() / 4294967296.0); };
  const auto spread = [&](double centre, double half) { return uniform(centre - half, centre + half); };
  ParameterArrays<double> out;
  out.shDegree = o.shDegree;
  out.timeHarmonics = o.timeHarmonics;
  const int coefficients = (o.shDegree + 1) * (o.shDegree + 1) * (o.timeHarmonics + 1);
  for (int i = 0; i < o.count; ++i) {
    for (int axis = 0; axis < 2; ++axis) out.position.push_back(spread(0, o.halfWidth));
    out.position.push_back(uniform(o.near, o.far));
    for (int axis = 0; axis < 3; ++axis) out.logScale.push_back(spread(o.logScaleMean, o.logScaleSpread));
    for (int k = 0; k < 4; ++k) out.rotation.push_back(spread(k == 0 ? 1 : 0, 0.9));
    out.opacityLogit.push_back(spread(o.opacityLogitMean, o.opacityLogitSpread));
    for (int k = 0; k < coefficients * 3; ++k) out.sh.push_back(spread(0, k < 3 ? 1.4 : 0.4));
    if (o.isStatic) continue;
    out.time.push_back(spread(0.1, 0.4));
    out.logScaleTime.push_back(spread(-0.7, 0.3));
    for (int k = 0; k < 4; ++k) out.rotationRight.push_back(spread(k == 0 ? 1 : 0, 0.9));
  }
  return out;
}

inline scene::Gaussians4D hostGaussians(const ParameterArrays<float>& arrays) {
  scene::Gaussians4D out;
  out.shDegree = arrays.shDegree;
  out.timeHarmonics = arrays.timeHarmonics;
  out.position = arrays.position;
  out.logScale = arrays.logScale;
  out.rotation = arrays.rotation;
  out.opacityLogit = arrays.opacityLogit;
  out.sh = arrays.sh;
  out.time = arrays.time;
  out.logScaleTime = arrays.logScaleTime;
  out.rotationRight = arrays.rotationRight;
  return out;
}

/// A camera a little off the origin and turned, looking along z; off-centre principal point, two focal lengths.
inline View testView(ImageSize size = {24, 18}, double time = 0.3) {
  View view;
  const double f = size.width;
  view.camera.intrinsics = {size, 1.05 * f, 0.95 * f, 0.5 * size.width + 0.7, 0.5 * size.height - 0.4};
  view.camera.world_from_camera =
      glm::rotate(glm::translate(glm::dmat4(1.0), {0.1, -0.05, -0.2}), 0.12, glm::normalize(glm::dvec3(0.3, 1, -0.5)));
  view.time = time;
  return view;
}

/// Fixed random numbers in [-1, 1].
template <class Real>
std::vector<Real> randomWeights(size_t count, uint32_t seed) {
  std::mt19937 bits(seed);
  std::vector<Real> out(count);
  for (Real& value : out) value = static_cast<Real>(bits() / 4294967296.0 * 2 - 1);
  return out;
}

}  // namespace fsm::splatting::testing
