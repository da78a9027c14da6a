// Sets of Gaussians for the tests of the scene: random ones of every kind, and comparisons.
#pragma once

#include <QString>
#include <QtGlobal>
#include <algorithm>
#include <cmath>
#include <filesystem>
#include <functional>
#include <random>
#include <string>

#include "reconstruction/core/error.h"
#include "reconstruction/scene/gaussians4d.h"

namespace fsm::testing {

struct SampleKind {
  int64_t count = 50;
  int shDegree = 0;
  bool isStatic = false;
  int timeHarmonics = 0;
  uint32_t seed = 1;
};

inline scene::Gaussians4D sampleGaussians(const SampleKind& kind) {
  std::mt19937 random(kind.seed);
  const auto fill = [&](std::vector<float>& values, float low, float high) {
    std::uniform_real_distribution<float> uniform(low, high);
    for (float& value : values) value = uniform(random);
  };
  scene::Gaussians4D out;
  out.shDegree = kind.shDegree;
  out.timeHarmonics = kind.timeHarmonics;
  out.resize(kind.count, kind.isStatic);
  fill(out.position, -2, 3);
  fill(out.logScale, -5, -1);
  fill(out.rotation, -1, 1);
  fill(out.opacityLogit, -3, 5);
  fill(out.sh, -0.5f, 0.5f);
  fill(out.time, -1, 1);
  fill(out.logScaleTime, -3, 0);
  fill(out.rotationRight, -1, 1);
  return out;
}

/// Largest difference of two arrays; infinite where their sizes differ.
inline double worst(const std::vector<float>& a, const std::vector<float>& b) {
  if (a.size() != b.size()) return INFINITY;
  double out = 0;
  for (size_t i = 0; i < a.size(); ++i) out = std::max(out, std::abs(double{a[i]} - double{b[i]}));
  return out;
}

/// Largest angle (radians) between the rotations of two arrays of quaternions: signs and lengths do not matter.
inline double worstAngle(const std::vector<float>& a, const std::vector<float>& b) {
  if (a.size() != b.size()) return INFINITY;
  double out = 0;
  for (size_t i = 0; i < a.size(); i += 4) {
    const auto unit = [i](const std::vector<float>& q) { return glm::normalize(glm::dvec4(q[i], q[i + 1], q[i + 2], q[i + 3])); };
    const glm::dvec4 p = unit(a), q = unit(b);
    out = std::max(out, 2 * std::asin(std::min(1.0, 0.5 * std::min(glm::length(p - q), glm::length(p + q)))) * 2);
  }
  return out;
}

struct Failure {
  ErrorCode code = ErrorCode::internal;
  std::string sentence = "nothing was thrown";
};

/// What `work` throws. Other exceptions than ours pass, and fail the test.
inline Failure failureOf(const std::function<void()>& work) {
  try {
    work();
  } catch (const Error& error) {
    return {error.code(), error.what()};
  }
  return {};
}

/// The folder of shared fixtures; it need not exist.
inline std::filesystem::path dataFolder() { return qEnvironmentVariable("FSM_DATA", FSM_DEFAULT_DATA).toStdString(); }

}  // namespace fsm::testing
