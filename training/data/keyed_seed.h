// Seeds that depend only on what is drawn: the same step draws the same batch, whatever was drawn before, so that a run can be
// resumed.
#pragma once

#include "training/data/random.h"

namespace fsm::training {

/// `stream`: what is drawn; `index`: which one.
inline uint64_t keyedSeed(uint64_t seed, uint64_t stream, uint64_t index) {
  return mixedSeed(mixedSeed(mixedSeed(seed) ^ stream) ^ index);
}

}  // namespace fsm::training
