// Unit quaternions in 32 bits: the index of the largest component and the other three.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <glm/glm.hpp>
#include <numbers>

namespace fsm::scene {

/// `q` is a unit quaternion. Bits 31-30: index of the largest component (taken as positive: q and -q are one rotation); below it
/// the others in their order, each in 10 bits of [-1/sqrt(2), 1/sqrt(2)].
inline uint32_t packSmallestThree(const glm::vec4& q) {
  int largest = 0;
  for (int i = 1; i < 4; ++i)
    if (std::abs(q[i]) > std::abs(q[largest])) largest = i;
  const float sign = q[largest] < 0 ? -1.0f : 1.0f;
  auto packed = static_cast<uint32_t>(largest);
  for (int i = 0; i < 4; ++i) {
    if (i == largest) continue;
    const float share = std::clamp(sign * q[i] * std::numbers::sqrt2_v<float> * 0.5f + 0.5f, 0.0f, 1.0f);
    packed = packed << 10 | static_cast<uint32_t>(std::lround(share * 1023.0f));
  }
  return packed;
}

inline glm::vec4 unpackSmallestThree(uint32_t packed) {
  const int largest = static_cast<int>(packed >> 30);
  glm::vec4 q(0);
  float rest = 1;
  int shift = 20;
  for (int i = 0; i < 4; ++i) {
    if (i == largest) continue;
    q[i] = (static_cast<float>(packed >> shift & 1023u) / 1023.0f - 0.5f) * std::numbers::sqrt2_v<float>;
    rest -= q[i] * q[i];
    shift -= 10;
  }
  q[largest] = std::sqrt(std::max(0.0f, rest));
  return q;
}

}  // namespace fsm::scene
