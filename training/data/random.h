// Random numbers that are the same on every platform: PCG-XSH-RR 32 (O'Neill 2014), seeded through SplitMix64.
// The standard library's distributions are not used because their results differ between implementations.
#pragma once

#include <cmath>
#include <cstdint>
#include <glm/glm.hpp>

namespace fsm::training {

/// SplitMix64's finaliser: neighbouring seeds give unrelated streams.
inline uint64_t mixedSeed(uint64_t seed) {
  seed += 0x9e3779b97f4a7c15ull;
  seed = (seed ^ (seed >> 30)) * 0xbf58476d1ce4e5b9ull;
  seed = (seed ^ (seed >> 27)) * 0x94d049bb133111ebull;
  return seed ^ (seed >> 31);
}

class Random {
 public:
  explicit Random(uint64_t seed) : state_(mixedSeed(seed)), increment_(mixedSeed(seed ^ 0x5bf03635ull) | 1u) {}

  uint32_t bits() {
    const uint64_t old = state_;
    state_ = old * 6364136223846793005ull + increment_;
    const auto shifted = static_cast<uint32_t>(((old >> 18) ^ old) >> 27);
    const auto turn = static_cast<uint32_t>(old >> 59);
    return (shifted >> turn) | (shifted << ((32 - turn) & 31));
  }
  /// In [0, 1).
  float unit() { return static_cast<float>(bits() >> 8) * (1.0f / 16777216.0f); }
  float uniform(float low, float high) { return low + (high - low) * unit(); }
  float logUniform(float low, float high) { return std::exp(uniform(std::log(low), std::log(high))); }
  /// In {0, ..., count - 1}; 0 when count < 2.
  int below(int count) {
    return count < 2 ? 0 : static_cast<int>((static_cast<uint64_t>(bits()) * static_cast<uint32_t>(count)) >> 32);
  }
  bool chance(float probability) { return unit() < probability; }
  float sign() { return chance(0.5f) ? 1.0f : -1.0f; }
  float normal() {
    const float radius = std::sqrt(-2.0f * std::log(1.0f - unit()));
    return radius * std::cos(6.2831853f * unit());
  }
  glm::vec3 normal3() {
    const float x = normal(), y = normal(), z = normal();
    return {x, y, z};
  }
  glm::vec3 uniform3(float low, float high) {
    const float x = uniform(low, high), y = uniform(low, high), z = uniform(low, high);
    return {x, y, z};
  }

 private:
  uint64_t state_, increment_;
};

}  // namespace fsm::training
