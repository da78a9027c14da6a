// Counts that stay on the device; the same order as shaders/splat/counts.glsl.
#pragma once

#include <cstddef>
#include <cstdint>

namespace fsm::renderer {

struct DispatchArguments {
  uint32_t x = 0, y = 0, z = 0, unused = 0;
};

struct Counts {
  uint32_t survivors = 0;
  uint32_t pairs = 0;
  uint32_t pairsNeeded = 0;
  uint32_t large = 0;
  uint32_t reserved[4] = {};
  DispatchArguments survivorBlocks, pairBlocks, scanBlocks, largeGroups;
};
static_assert(sizeof(Counts) == 96 && offsetof(Counts, survivorBlocks) == 32);

}  // namespace fsm::renderer
