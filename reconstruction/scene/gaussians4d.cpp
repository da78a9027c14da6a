#include "reconstruction/scene/gaussians4d.h"

#include <algorithm>
#include <cmath>

#include "reconstruction/core/error.h"

namespace fsm::scene {

namespace {

constexpr int kMaxShDegree = 3;
constexpr int kMaxTimeHarmonics = 64;  // far above any use, far below an overflow of coefficients()

void require(bool holds, const char* what) {
  if (!holds) throw Error(ErrorCode::internal, "A set of Gaussians does not fit together. Please report this.", what);
}

bool allFinite(const std::vector<float>& values, int64_t index, int64_t each) {
  const auto first = values.begin() + index * each;
  return std::all_of(first, first + each, [](float value) { return std::isfinite(value); });
}

bool hasDirection(const std::vector<float>& quaternions, int64_t index) {
  const float* q = quaternions.data() + 4 * index;
  double norm2 = 0;  // in single precision large numbers would overflow
  for (int c = 0; c < 4; ++c) norm2 += static_cast<double>(q[c]) * q[c];
  return norm2 >= kMinQuaternionNorm2 && std::isfinite(norm2);  // a NaN fails the first
}

float activeScale(float logScale) { return std::exp(std::max(logScale, kMinLogScale)); }

float sigmoid(float value) { return 1.0f / (1.0f + std::exp(-value)); }

glm::vec4 unitQuaternion(const std::vector<float>& quaternions, int64_t index) {
  const float* q = quaternions.data() + 4 * index;
  return glm::normalize(glm::vec4(q[0], q[1], q[2], q[3]));
}

void appendOne(std::vector<float>& out, const std::vector<float>& in, int64_t index, int64_t each) {
  out.insert(out.end(), in.begin() + index * each, in.begin() + (index + 1) * each);
}

}  // namespace

void Gaussians4D::resize(int64_t count, bool isStatic) {
  require(count >= 0, "a negative count");
  const auto n = static_cast<size_t>(count);
  position.resize(3 * n);
  logScale.resize(3 * n);
  rotation.resize(4 * n);
  opacityLogit.resize(n);
  sh.resize(3 * n * static_cast<size_t>(coefficients()));
  const size_t temporal = isStatic ? 0 : n;
  time.resize(temporal);
  logScaleTime.resize(temporal);
  rotationRight.resize(4 * temporal);
}

void Gaussians4D::check() const {
  require(shDegree >= 0 && shDegree <= kMaxShDegree, "spherical harmonics beyond degree 3");
  require(timeHarmonics >= 0 && timeHarmonics <= kMaxTimeHarmonics, "time harmonics");
  require(std::isfinite(timePeriod) && timePeriod > 0, "the period of the time harmonics");
  const auto n = static_cast<size_t>(count());
  require(position.size() == 3 * n, "positions");
  require(logScale.size() == 3 * n, "scales");
  require(rotation.size() == 4 * n, "rotations");
  require(sh.size() == 3 * n * static_cast<size_t>(coefficients()), "spherical harmonics");
  require(isStatic() || time.size() == n, "times");
  require(logScaleTime.size() == time.size(), "temporal scales");
  require(rotationRight.size() == 4 * time.size(), "right quaternions");
}

bool Gaussians4D::isDrawable(int64_t index) const {
  const auto scaleFits = [](float value) { return std::isfinite(value) && value <= kMaxLogScale; };
  const auto i = static_cast<size_t>(index);
  if (!allFinite(position, index, 3) || !std::isfinite(opacityLogit[i]) || !allFinite(sh, index, 3 * int64_t{coefficients()}) ||
      !hasDirection(rotation, index))
    return false;
  if (!scaleFits(logScale[3 * i]) || !scaleFits(logScale[3 * i + 1]) || !scaleFits(logScale[3 * i + 2])) return false;
  return isStatic() || (std::isfinite(time[i]) && scaleFits(logScaleTime[i]) && hasDirection(rotationRight, index));
}

Gaussians4D Gaussians4D::asDynamic(float newLogScaleTime) const {
  Gaussians4D out = *this;
  if (!isStatic()) return out;
  for (size_t i = 0; i < out.rotation.size(); i += 4) {
    float* q = out.rotation.data() + i;
    const float x = q[1], y = q[2], z = q[3];
    q[1] = -z;
    q[2] = -y;
    q[3] = -x;
  }
  out.rotationRight = out.rotation;
  out.time.assign(static_cast<size_t>(count()), 0.0f);
  out.logScaleTime.assign(static_cast<size_t>(count()), newLogScaleTime);
  return out;
}

Gaussians4D Gaussians4D::subset(const std::vector<int64_t>& indices) const {
  Gaussians4D out;
  out.shDegree = shDegree;
  out.timeHarmonics = timeHarmonics;
  out.timePeriod = timePeriod;
  out.position.reserve(3 * indices.size());
  out.sh.reserve(3 * indices.size() * static_cast<size_t>(coefficients()));
  for (const int64_t index : indices) {
    require(index >= 0 && index < count(), "an index beyond the set");
    appendOne(out.position, position, index, 3);
    appendOne(out.logScale, logScale, index, 3);
    appendOne(out.rotation, rotation, index, 4);
    appendOne(out.opacityLogit, opacityLogit, index, 1);
    appendOne(out.sh, sh, index, 3 * int64_t{coefficients()});
    if (isStatic()) continue;
    appendOne(out.time, time, index, 1);
    appendOne(out.logScaleTime, logScaleTime, index, 1);
    appendOne(out.rotationRight, rotationRight, index, 4);
  }
  return out;
}

void Gaussians4D::append(const Gaussians4D& more) {
  if (count() == 0) {
    *this = more;
    return;
  }
  require(shDegree == more.shDegree && timeHarmonics == more.timeHarmonics && timePeriod == more.timePeriod &&
              (more.count() == 0 || isStatic() == more.isStatic()),
          "two kinds in one set");
  for (const auto array : {&Gaussians4D::position, &Gaussians4D::logScale, &Gaussians4D::rotation, &Gaussians4D::opacityLogit,
                           &Gaussians4D::sh, &Gaussians4D::time, &Gaussians4D::logScaleTime, &Gaussians4D::rotationRight})
    (this->*array).insert((this->*array).end(), (more.*array).begin(), (more.*array).end());
}

ActivatedGaussians4D activate(const Gaussians4D& gaussians) {
  gaussians.check();
  const auto n = static_cast<size_t>(gaussians.count());
  const size_t temporal = gaussians.isStatic() ? 0 : n;
  // What is not drawable keeps these: invisible, but safe to compute with.
  ActivatedGaussians4D out{std::vector<glm::vec3>(n, glm::vec3(0)),
                           std::vector<glm::vec3>(n, glm::vec3(1)),
                           std::vector<glm::vec4>(n, glm::vec4(1, 0, 0, 0)),
                           std::vector<glm::vec4>(temporal, glm::vec4(1, 0, 0, 0)),
                           std::vector<float>(n, 0.0f),
                           std::vector<float>(temporal, 0.0f),
                           std::vector<float>(temporal, 1.0f)};
  for (size_t i = 0; i < n; ++i) {
    const auto index = static_cast<int64_t>(i);
    if (!gaussians.isDrawable(index)) continue;
    const float *p = &gaussians.position[3 * i], *s = &gaussians.logScale[3 * i];
    out.position[i] = {p[0], p[1], p[2]};
    out.scale[i] = {activeScale(s[0]), activeScale(s[1]), activeScale(s[2])};
    out.rotation[i] = unitQuaternion(gaussians.rotation, index);
    out.opacity[i] = sigmoid(gaussians.opacityLogit[i]);
    if (temporal == 0) continue;
    out.time[i] = gaussians.time[i];
    out.scaleTime[i] = activeScale(gaussians.logScaleTime[i]);
    out.rotationRight[i] = unitQuaternion(gaussians.rotationRight, index);
  }
  return out;
}

}  // namespace fsm::scene
