// Writing SPZ version 3 (gzip): what all programs of today read. Harmonics keep all 8 bits.
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>

#include "reconstruction/core/error.h"
#include "reconstruction/scene/byte_cursor.h"
#include "reconstruction/scene/compression.h"
#include "reconstruction/scene/splat_files/splat_file.h"
#include "reconstruction/scene/splat_files/spz_layout.h"
#include "reconstruction/scene/transform_gaussians.h"

namespace fsm::scene {

namespace {

constexpr uint32_t kVersion = 3;
constexpr int kMostFraction = 16;  // finer than any capture; and far more than the usual 12 is not expected by readers
constexpr double kMostFixed = (1 << 23) - 1;

uint8_t byteOf(double value) { return static_cast<uint8_t>(std::lround(std::clamp(value, 0.0, 255.0))); }

/// The finest steps in which the farthest position fits into 24 bits.
int fractionalBits(const std::vector<float>& positions) {
  double most = 0;
  for (const float value : positions) most = std::max(most, std::abs(double{value}));
  for (int bits = kMostFraction; bits >= 0; --bits)
    if (std::ldexp(most, bits) <= kMostFixed) return bits;
  throw Error(ErrorCode::badInput, "SPZ holds positions up to 8 million units, and some are farther out. Export a .ply.");
}

template <typename T>
void append(std::vector<uint8_t>& out, T value) {
  const auto bytes = std::bit_cast<std::array<uint8_t, sizeof(T)>>(value);
  out.insert(out.end(), bytes.begin(), bytes.end());
}

/// `q` as (w, x, y, z), of any length; stored x, y, z, w.
uint32_t packed(const float* q) {
  const glm::dvec4 unit = glm::normalize(glm::dvec4(q[1], q[2], q[3], q[0]));
  int largest = 0;
  for (int k = 1; k < 4; ++k)
    if (std::abs(unit[k]) > std::abs(unit[largest])) largest = k;
  auto out = static_cast<uint32_t>(largest);
  for (int k = 0; k < 4; ++k) {
    if (k == largest) continue;
    const bool negative = (unit[k] < 0) != (unit[largest] < 0);
    const auto size = static_cast<uint32_t>(std::lround(std::min(511.0, 511.0 * std::numbers::sqrt2 * std::abs(unit[k]))));
    out = out << 10 | (negative ? 512u : 0u) | size;
  }
  return out;
}

/// Static, drawable, in display colours and RUB axes.
Gaussians4D prepared(const GaussianScene& scene) {
  if (!scene.gaussians.isStatic())
    throw Error(ErrorCode::unsupported,
                "SPZ files have no time. Give one moment with --time, a sequence with --frames, or export a .ply.");
  std::vector<int64_t> drawable;
  for (int64_t i = 0; i < scene.gaussians.count(); ++i)
    if (scene.gaussians.isDrawable(i)) drawable.push_back(i);
  Gaussians4D out = scene.gaussians.timeHarmonics > 0 ? sliceAt(scene.gaussians, 0, 0) : scene.gaussians.subset(drawable);
  convertColours(out, scene.colourSpace, ColourEncoding::display);
  transformGaussians(out, {rubFromRdf(), glm::dvec3(0)});
  return out;
}

void appendPositions(std::vector<uint8_t>& out, const Gaussians4D& gaussians, int bits) {
  for (const float value : gaussians.position) {
    const auto fixed = static_cast<int32_t>(std::lround(std::ldexp(double{value}, bits)));
    for (int byte = 0; byte < 3; ++byte) out.push_back(static_cast<uint8_t>(fixed >> (8 * byte)));
  }
}

}  // namespace

std::vector<uint8_t> encodeSpz(const GaussianScene& scene) {
  scene.gaussians.check();
  const Gaussians4D gaussians = prepared(scene);
  if (gaussians.count() > std::numeric_limits<uint32_t>::max())
    throw Error(ErrorCode::unsupported, "SPZ holds at most 4 billion Gaussians. Export a .ply.");
  const int bits = fractionalBits(gaussians.position);
  const auto each = 3 * static_cast<size_t>(gaussians.coefficients());
  std::vector<uint8_t> out;
  append(out, kSpzMagic);
  append(out, kVersion);
  append(out, static_cast<uint32_t>(gaussians.count()));
  out.insert(out.end(), {static_cast<uint8_t>(gaussians.shDegree), static_cast<uint8_t>(bits), 0, 0});
  appendPositions(out, gaussians, bits);
  for (const float logit : gaussians.opacityLogit) out.push_back(byteOf(255 / (1 + std::exp(-double{logit}))));
  for (size_t i = 0; i < gaussians.sh.size(); i += each)
    for (size_t channel = 0; channel < 3; ++channel)
      out.push_back(byteOf((gaussians.sh[i + channel] * kSpzColourScale + 0.5) * 255));
  for (const float logScale : gaussians.logScale) out.push_back(byteOf((logScale + 10.0) * 16));
  for (size_t i = 0; i < gaussians.rotation.size(); i += 4) append(out, packed(&gaussians.rotation[i]));
  for (size_t i = 0; i < gaussians.sh.size(); i += each)
    for (size_t k = 3; k < each; ++k) out.push_back(byteOf(gaussians.sh[i + k] * 128.0 + 128.0));
  return gzipCompress(out);
}

}  // namespace fsm::scene
