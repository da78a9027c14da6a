// Which instructions this processor has. Functions marked FSM_FOR_AVX2 may be called only where processorHasAvx2().
#pragma once

#if defined(__x86_64__) && defined(__GNUC__)
#define FSM_FOR_AVX2 __attribute__((target("avx2")))
#else
#define FSM_FOR_AVX2
#endif

namespace fsm::splatting::cpu {

inline bool processorHasAvx2() {
#if defined(__x86_64__) && defined(__GNUC__)
  static const bool has = __builtin_cpu_supports("avx2") > 0;
  return has;
#else
  return false;
#endif
}

}  // namespace fsm::splatting::cpu
