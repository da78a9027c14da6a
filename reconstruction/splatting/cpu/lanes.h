// Eight pixels of a row at once, in the compiler's portable vectors: compiled for AVX2 and for any x86-64 (or other) processor
// from the same source. Operations are rounded one by one (no contraction), so all of them give the same bytes.
#pragma once

#include <cstdint>

#define FSM_ALWAYS_INLINE [[gnu::always_inline]] inline

namespace fsm::splatting::cpu {

constexpr int kLanes = 8;
using Floats = float __attribute__((vector_size(32)));
using Ints = int32_t __attribute__((vector_size(32)));  ///< as a mask: all bits or none, lane by lane
using LongInts = int64_t __attribute__((vector_size(32)));

FSM_ALWAYS_INLINE Floats allLanes(float value) { return Floats{} + value; }

FSM_ALWAYS_INLINE bool any(const Ints& mask) {
  const LongInts pairs = reinterpret_cast<LongInts>(mask);
  return (pairs[0] | pairs[1] | pairs[2] | pairs[3]) != 0;
}

/// `value` where the mask is set, else 0.
FSM_ALWAYS_INLINE Floats where(const Ints& mask, const Floats& value) {
  return reinterpret_cast<Floats>(mask & reinterpret_cast<Ints>(value));
}

/// 2^x for x <= 127; below -126 as at -126. Relative error under 2e-7.
FSM_ALWAYS_INLINE Floats exp2Lanes(const Floats& x) {
  // Adding 1.5 * 2^23 rounds to a whole number, which then stands in the low bits.
  const float kRounder = 12582912.0f;
  const Floats bounded = x < -126.0f ? allLanes(-126.0f) : x;
  const Floats shifted = bounded + kRounder;
  const Floats f = bounded - (shifted - kRounder);
  // Taylor polynomial of 2^f for |f| <= 1/2: ln(2)^k / k!.
  Floats p = allLanes(1.5403530e-4f);
  p = p * f + 1.3333558e-3f;
  p = p * f + 9.6181291e-3f;
  p = p * f + 5.5504109e-2f;
  p = p * f + 2.4022651e-1f;
  p = p * f + 6.9314718e-1f;
  p = p * f + 1.0f;
  return reinterpret_cast<Floats>(reinterpret_cast<Ints>(p) + (reinterpret_cast<Ints>(shifted) << 23));
}

FSM_ALWAYS_INLINE float sumOfLanes(const Floats& v) { return ((v[0] + v[4]) + (v[2] + v[6])) + ((v[1] + v[5]) + (v[3] + v[7])); }
FSM_ALWAYS_INLINE float largestLane(const Floats& v) {
  float out = v[0];
  for (int i = 1; i < kLanes; ++i) out = v[i] > out ? v[i] : out;
  return out;
}

}  // namespace fsm::splatting::cpu
