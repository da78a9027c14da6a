#version 450
// First pair and end of each tile's list, from the sorted pairs. Tiles without pairs keep the zeros that they were filled with.
#extension GL_GOOGLE_include_directive : require
#include "counts.glsl"
#include "dispatch.glsl"
#include "radix.glsl"

layout(std430, set = 0, binding = 0) readonly buffer Keys { uint keys[]; };
layout(std430, set = 0, binding = 1) readonly buffer Frame { Counts counts; };
layout(std430, set = 0, binding = 2) writeonly buffer Ranges { uvec2 ranges[]; };  // hostCount of them

void main() {
  const uint count = counts.pairs;
  const uint start = flatGroup() * blockSize(), end = min(start + blockSize(), count);
  for (uint i = start + gl_LocalInvocationIndex; i < end; i += gl_WorkGroupSize.x) {
    const uint tile = keys[i];
    const uint before = i > 0 ? keys[i - 1] : kCulled;
    if (before != tile) {
      if (tile < hostCount) ranges[tile].x = i;
      if (before < hostCount) ranges[before].y = i;
    }
    if (i + 1 == count && tile < hostCount) ranges[tile].y = count;
  }
}
