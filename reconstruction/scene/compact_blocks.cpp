#include "reconstruction/scene/compact_blocks.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>

#include "reconstruction/scene/byte_cursor.h"
#include "reconstruction/scene/smallest_three.h"

namespace fsm::scene {

namespace {

constexpr int64_t kBlock = 256;

/// An array whose numbers are stored in 8 or 16 bits of their range in the block.
struct Ranged {
  std::vector<float> Gaussians4D::*values;
  int64_t each;
  int bytes;
};

std::vector<Ranged> rangedOf(const Gaussians4D& like, bool isStatic) {
  std::vector<Ranged> out{
      {&Gaussians4D::position, 3, 2}, {&Gaussians4D::logScale, 3, 1}, {&Gaussians4D::sh, 3 * int64_t{like.coefficients()}, 1}};
  if (isStatic) return out;
  out.push_back({&Gaussians4D::time, 1, 2});
  out.push_back({&Gaussians4D::logScaleTime, 1, 1});
  return out;
}

std::vector<std::vector<float> Gaussians4D::*> rotationsOf(bool isStatic) {
  if (isStatic) return {&Gaussians4D::rotation};
  return {&Gaussians4D::rotation, &Gaussians4D::rotationRight};
}

template <typename T>
void append(std::vector<uint8_t>& out, T value) {
  const auto bytes = std::bit_cast<std::array<uint8_t, sizeof(T)>>(value);
  out.insert(out.end(), bytes.begin(), bytes.end());
}

uint64_t spread(uint64_t x) {  // bit i to bit 3 i, of 21
  x &= 0x1FFFFF;
  x = (x | x << 32) & 0x001F00000000FFFF;
  x = (x | x << 16) & 0x001F0000FF0000FF;
  x = (x | x << 8) & 0x100F00F00F00F00F;
  x = (x | x << 4) & 0x10C30C30C30C30C3;
  return (x | x << 2) & 0x1249249249249249;
}

/// So that the 256 of a block lie beside each other.
void sortByPlace(const Gaussians4D& gaussians, std::vector<int64_t>& order) {
  glm::dvec3 low(std::numeric_limits<double>::max()), high(std::numeric_limits<double>::lowest());
  const auto place = [&](int64_t i) {
    const float* p = gaussians.position.data() + 3 * i;
    return glm::dvec3(p[0], p[1], p[2]);
  };
  for (int64_t i = 0; i < gaussians.count(); ++i) {
    low = glm::min(low, place(i));
    high = glm::max(high, place(i));
  }
  constexpr double kSteps = (1 << 21) - 1;
  const glm::dvec3 scale = kSteps / glm::max(high - low, glm::dvec3(std::numeric_limits<float>::min()));
  std::vector<uint64_t> codes(order.size());
  for (int64_t i = 0; i < gaussians.count(); ++i) {
    const glm::dvec3 step = glm::clamp((place(i) - low) * scale, 0.0, kSteps);
    codes[static_cast<size_t>(i)] = spread(static_cast<uint64_t>(step.x)) | spread(static_cast<uint64_t>(step.y)) << 1 |
                                    spread(static_cast<uint64_t>(step.z)) << 2;
  }
  std::stable_sort(order.begin(), order.end(),
                   [&](int64_t a, int64_t b) { return codes[static_cast<size_t>(a)] < codes[static_cast<size_t>(b)]; });
}

float sigmoid(float logit) { return 1.0f / (1.0f + std::exp(-logit)); }

/// The middle of an 8-bit step, so that neither 0 nor 1, which have no logit, comes back.
float logitOf(uint8_t step) {
  const double opacity = std::clamp(step / 255.0, 0.25 / 255, 254.75 / 255);
  return static_cast<float>(std::log(opacity / (1 - opacity)));
}

/// Component `k` of the Gaussians `block`: range, then steps, the low bytes first.
void appendRanged(std::vector<uint8_t>& out, const std::vector<float>& values, const Ranged& array, int64_t k,
                  std::span<const int64_t> block) {
  const auto value = [&](int64_t index) { return values[static_cast<size_t>(index * array.each + k)]; };
  float low = value(block.front()), high = low;
  for (const int64_t index : block) {
    low = std::min(low, value(index));
    high = std::max(high, value(index));
  }
  append(out, low);
  append(out, high);
  const double steps = array.bytes == 2 ? 65535 : 255, range = double{high} - low;
  for (int byte = 0; byte < array.bytes; ++byte)
    for (const int64_t index : block) {
      const long step = range > 0 ? std::lround((double{value(index)} - low) / range * steps) : 0;
      out.push_back(static_cast<uint8_t>(step >> (8 * byte)));
    }
}

void takeRanged(ByteCursor& in, std::vector<float>& values, const Ranged& array, int64_t k, int64_t first, int64_t count) {
  const double low = in.number<float>(), high = in.number<float>();
  const auto bytes = in.take(static_cast<uint64_t>(count * array.bytes));
  const double steps = array.bytes == 2 ? 65535 : 255;
  for (int64_t i = 0; i < count; ++i) {
    int step = bytes[static_cast<size_t>(i)];
    if (array.bytes == 2) step |= bytes[static_cast<size_t>(count + i)] << 8;
    values[static_cast<size_t>((first + i) * array.each + k)] = static_cast<float>(low + (high - low) * step / steps);
  }
}

void appendRotations(std::vector<uint8_t>& out, const std::vector<float>& quaternions, std::span<const int64_t> block) {
  std::vector<uint32_t> packed;
  for (const int64_t index : block) {
    const float* q = quaternions.data() + 4 * index;
    packed.push_back(packSmallestThree(glm::vec4(glm::normalize(glm::dvec4(q[0], q[1], q[2], q[3])))));
  }
  for (int byte = 0; byte < 4; ++byte)
    for (const uint32_t value : packed) out.push_back(static_cast<uint8_t>(value >> (8 * byte)));
}

void takeRotations(ByteCursor& in, std::vector<float>& quaternions, int64_t first, int64_t count) {
  const auto bytes = in.take(static_cast<uint64_t>(4 * count));
  for (int64_t i = 0; i < count; ++i) {
    uint32_t packed = 0;
    for (int64_t byte = 0; byte < 4; ++byte)
      packed |= static_cast<uint32_t>(bytes[static_cast<size_t>(byte * count + i)]) << (8 * byte);
    const glm::vec4 q = unpackSmallestThree(packed);
    for (int k = 0; k < 4; ++k) quaternions[static_cast<size_t>(4 * (first + i) + k)] = q[k];
  }
}

}  // namespace

uint64_t compactBytes(const Gaussians4D& like, bool isStatic, int64_t count) {
  uint64_t each = 1 + 4 * rotationsOf(isStatic).size(), ranges = 0;
  for (const Ranged& array : rangedOf(like, isStatic)) {
    each += static_cast<uint64_t>(array.each * array.bytes);
    ranges += static_cast<uint64_t>(array.each);
  }
  const auto blocks = static_cast<uint64_t>((count + kBlock - 1) / kBlock);
  return each * static_cast<uint64_t>(count) + blocks * ranges * 2 * sizeof(float);
}

std::vector<uint8_t> encodeCompact(const Gaussians4D& gaussians, std::vector<int64_t>& order) {
  sortByPlace(gaussians, order);
  std::vector<uint8_t> out;
  out.reserve(compactBytes(gaussians, gaussians.isStatic(), gaussians.count()));
  for (int64_t first = 0; first < gaussians.count(); first += kBlock) {
    const auto size = static_cast<size_t>(std::min(kBlock, gaussians.count() - first));
    const auto block = std::span(order).subspan(static_cast<size_t>(first), size);
    for (const Ranged& array : rangedOf(gaussians, gaussians.isStatic()))
      for (int64_t k = 0; k < array.each; ++k) appendRanged(out, gaussians.*array.values, array, k, block);
    for (const auto rotation : rotationsOf(gaussians.isStatic())) appendRotations(out, gaussians.*rotation, block);
    for (const int64_t index : block)
      out.push_back(static_cast<uint8_t>(std::lround(255 * sigmoid(gaussians.opacityLogit[static_cast<size_t>(index)]))));
  }
  return out;
}

void decodeCompact(std::span<const uint8_t> bytes, Gaussians4D& out) {
  ByteCursor in(bytes, "A part of the Gaussians");
  for (int64_t first = 0; first < out.count(); first += kBlock) {
    const int64_t count = std::min(kBlock, out.count() - first);
    for (const Ranged& array : rangedOf(out, out.isStatic()))
      for (int64_t k = 0; k < array.each; ++k) takeRanged(in, out.*array.values, array, k, first, count);
    for (const auto rotation : rotationsOf(out.isStatic())) takeRotations(in, out.*rotation, first, count);
    const auto opacities = in.take(static_cast<uint64_t>(count));
    std::transform(opacities.begin(), opacities.end(), out.opacityLogit.begin() + first, logitOf);
  }
}

}  // namespace fsm::scene
