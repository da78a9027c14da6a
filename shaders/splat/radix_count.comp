#version 450
// Radix sort, first part: how often each digit occurs in each block.
#extension GL_GOOGLE_include_directive : require
#include "counts.glsl"
#include "dispatch.glsl"
#include "radix.glsl"

layout(std430, set = 0, binding = 0) readonly buffer Keys { uint keys[]; };
layout(std430, set = 0, binding = 1) readonly buffer Frame { Counts counts; };
layout(std430, set = 0, binding = 2) writeonly buffer Histogram { uint histogram[]; };

shared uint occurrences[kDigits];

void main() {
  const uint block = flatGroup(), lane = gl_LocalInvocationIndex;
  const uint count = itemCount(counts.survivors, counts.pairs), blocks = blocksOf(count, blockSize());
  if (block >= blocks) return;
  for (uint digit = lane; digit < kDigits; digit += gl_WorkGroupSize.x) occurrences[digit] = 0;
  barrier();
  const uint start = block * blockSize(), end = min(start + blockSize(), count);
  for (uint item = start + lane; item < end; item += gl_WorkGroupSize.x) {
    const uint key = keys[item];
    if (isFirst == 0 || key != kCulled) atomicAdd(occurrences[digitOf(key)], 1);
  }
  barrier();
  for (uint digit = lane; digit < kDigits; digit += gl_WorkGroupSize.x) histogram[digit * blocks + block] = occurrences[digit];
}
