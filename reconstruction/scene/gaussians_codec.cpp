#include "reconstruction/scene/gaussians_codec.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <glm/gtc/packing.hpp>
#include <numeric>

#include "reconstruction/core/error.h"
#include "reconstruction/scene/compact_blocks.h"

namespace fsm::scene {

namespace {

constexpr float kLargestHalf = 65504.0f;  // beyond it a half is infinite, and the Gaussian could not be drawn

/// The arrays of a set in the order of the file, with the numbers that each Gaussian has in them.
struct Array {
  std::vector<float> Gaussians4D::*values;
  int64_t each;
  bool exact;     ///< stays float32 in `half`
  bool rotation;  ///< is normalised where anything is lost
};

std::vector<Array> arraysOf(const Gaussians4D& like, bool isStatic) {
  std::vector<Array> out{{&Gaussians4D::position, 3, true, false},
                         {&Gaussians4D::logScale, 3, false, false},
                         {&Gaussians4D::rotation, 4, false, true},
                         {&Gaussians4D::opacityLogit, 1, false, false},
                         {&Gaussians4D::sh, 3 * int64_t{like.coefficients()}, false, false}};
  if (isStatic) return out;
  out.push_back({&Gaussians4D::time, 1, true, false});
  out.push_back({&Gaussians4D::logScaleTime, 1, false, false});
  out.push_back({&Gaussians4D::rotationRight, 4, false, true});
  return out;
}

/// All first bytes, then all second ones, ...: the exponents of neighbours are alike, and zstd finds that.
template <typename T>
void appendPlanes(std::vector<uint8_t>& out, const std::vector<T>& values) {
  const size_t start = out.size(), count = values.size();
  out.resize(start + count * sizeof(T));
  const auto* bytes = reinterpret_cast<const uint8_t*>(values.data());
  for (size_t plane = 0; plane < sizeof(T); ++plane)
    for (size_t i = 0; i < count; ++i) out[start + plane * count + i] = bytes[i * sizeof(T) + plane];
}

template <typename T>
std::vector<T> takePlanes(std::span<const uint8_t>& bytes, size_t count) {
  std::vector<T> out(count);
  auto* target = reinterpret_cast<uint8_t*>(out.data());
  for (size_t plane = 0; plane < sizeof(T); ++plane)
    for (size_t i = 0; i < count; ++i) target[i * sizeof(T) + plane] = bytes[plane * count + i];
  bytes = bytes.subspan(count * sizeof(T));
  return out;
}

std::vector<float> normalised(std::vector<float> quaternions) {
  for (size_t i = 0; i < quaternions.size(); i += 4) {
    float* q = quaternions.data() + i;
    const double norm = std::sqrt(double{q[0]} * q[0] + double{q[1]} * q[1] + double{q[2]} * q[2] + double{q[3]} * q[3]);
    for (int k = 0; k < 4; ++k) q[k] = static_cast<float>(q[k] / norm);
  }
  return quaternions;
}

std::vector<uint16_t> toHalf(const std::vector<float>& values) {
  std::vector<uint16_t> out(values.size());
  std::transform(values.begin(), values.end(), out.begin(),
                 [](float value) { return glm::packHalf1x16(std::clamp(value, -kLargestHalf, kLargestHalf)); });
  return out;
}

std::vector<float> fromHalf(const std::vector<uint16_t>& values) {
  std::vector<float> out(values.size());
  std::transform(values.begin(), values.end(), out.begin(), [](uint16_t value) { return glm::unpackHalf1x16(value); });
  return out;
}

double worst(const std::vector<float>& a, const std::vector<float>& b) {
  double out = 0;
  for (size_t i = 0; i < a.size(); ++i) out = std::max(out, std::abs(double{a[i]} - double{b[i]}));
  return out;
}

double worstAngle(const std::vector<float>& a, const std::vector<float>& b) {
  double out = 0;
  for (size_t i = 0; i < a.size(); i += 4) {
    const glm::dvec4 p = glm::normalize(glm::dvec4(a[i], a[i + 1], a[i + 2], a[i + 3]));
    const glm::dvec4 q = glm::normalize(glm::dvec4(b[i], b[i + 1], b[i + 2], b[i + 3]));
    // From the chord: an arc cosine would lose half of the digits.
    const double chord = std::min(glm::length(p - q), glm::length(p + q));
    out = std::max(out, 4 * std::asin(std::min(1.0, chord / 2)));
  }
  return out;
}

std::vector<float> opacities(const Gaussians4D& gaussians) {
  std::vector<float> out(gaussians.opacityLogit.size());
  std::transform(gaussians.opacityLogit.begin(), gaussians.opacityLogit.end(), out.begin(),
                 [](float logit) { return 1.0f / (1.0f + std::exp(-logit)); });
  return out;
}

}  // namespace

uint64_t encodedBytes(const Gaussians4D& like, bool isStatic, int64_t count, Quantisation quantisation) {
  if (quantisation == Quantisation::compact) return compactBytes(like, isStatic, count);
  uint64_t each = 0;
  for (const Array& array : arraysOf(like, isStatic))
    each += static_cast<uint64_t>(array.each) * (quantisation == Quantisation::half && !array.exact ? 2 : 4);
  return each * static_cast<uint64_t>(count);
}

std::vector<uint8_t> encodeGaussians(const Gaussians4D& gaussians, Quantisation quantisation, std::vector<int64_t>& order) {
  gaussians.check();
  order.resize(static_cast<size_t>(gaussians.count()));
  std::iota(order.begin(), order.end(), int64_t{0});
  if (quantisation == Quantisation::compact) return encodeCompact(gaussians, order);
  std::vector<uint8_t> out;
  out.reserve(encodedBytes(gaussians, gaussians.isStatic(), gaussians.count(), quantisation));
  for (const Array& array : arraysOf(gaussians, gaussians.isStatic())) {
    const std::vector<float>& values = gaussians.*array.values;
    if (quantisation == Quantisation::none || array.exact)
      appendPlanes(out, values);
    else
      appendPlanes(out, toHalf(array.rotation ? normalised(values) : values));
  }
  return out;
}

Gaussians4D decodeGaussians(std::span<const uint8_t> bytes, const Gaussians4D& like, bool isStatic, int64_t count,
                            Quantisation quantisation) {
  Gaussians4D out;
  out.shDegree = like.shDegree;
  out.timeHarmonics = like.timeHarmonics;
  out.timePeriod = like.timePeriod;
  out.resize(count, isStatic);
  if (bytes.size() != encodedBytes(out, isStatic, count, quantisation))
    throw Error(ErrorCode::internal, "A part of the Gaussians has a wrong size. Please report this.");
  if (quantisation == Quantisation::compact) {
    decodeCompact(bytes, out);
    return out;
  }
  for (const Array& array : arraysOf(out, isStatic)) {
    const auto numbers = static_cast<size_t>(count * array.each);
    if (quantisation == Quantisation::none || array.exact)
      out.*array.values = takePlanes<float>(bytes, numbers);
    else
      out.*array.values = fromHalf(takePlanes<uint16_t>(bytes, numbers));
  }
  return out;
}

GaussianErrors measureErrors(const Gaussians4D& exact, const Gaussians4D& approximate) {
  GaussianErrors out;
  out.position = worst(exact.position, approximate.position);
  out.logScale = worst(exact.logScale, approximate.logScale);
  out.rotation =
      std::max(worstAngle(exact.rotation, approximate.rotation), worstAngle(exact.rotationRight, approximate.rotationRight));
  out.opacity = worst(opacities(exact), opacities(approximate));
  out.sh = worst(exact.sh, approximate.sh);
  out.time = worst(exact.time, approximate.time);
  out.logScaleTime = worst(exact.logScaleTime, approximate.logScaleTime);
  return out;
}

GaussianErrors worstOf(const GaussianErrors& a, const GaussianErrors& b) {
  return {std::max(a.position, b.position),
          std::max(a.logScale, b.logScale),
          std::max(a.rotation, b.rotation),
          std::max(a.opacity, b.opacity),
          std::max(a.sh, b.sh),
          std::max(a.time, b.time),
          std::max(a.logScaleTime, b.logScaleTime)};
}

}  // namespace fsm::scene
