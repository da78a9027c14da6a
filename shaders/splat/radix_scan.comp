#version 450
// Radix sort, second part: for each digit (one workgroup) the exclusive prefix sums over the blocks, in place, and the total.
#extension GL_GOOGLE_include_directive : require
#extension GL_KHR_shader_subgroup_arithmetic : require
#include "counts.glsl"
#include "dispatch.glsl"
#include "radix.glsl"
#include "workgroup_scan.glsl"

layout(std430, set = 0, binding = 0) readonly buffer Frame { Counts counts; };
layout(std430, set = 0, binding = 1) buffer Histogram { uint histogram[]; };
layout(std430, set = 0, binding = 2) writeonly buffer Totals { uint totals[]; };

void main() {
  const uint digit = gl_WorkGroupID.x;
  const uint blocks = blocksOf(itemCount(counts.survivors, counts.pairs), blockSize());
  uint before = 0;
  for (uint start = 0; start < blocks; start += gl_WorkGroupSize.x) {
    const uint block = start + workgroupRank();
    const uint value = block < blocks ? histogram[digit * blocks + block] : 0;
    uint total;
    const uint prefix = workgroupExclusiveSum(value, total);
    if (block < blocks) histogram[digit * blocks + block] = before + prefix;
    before += total;
  }
  if (gl_LocalInvocationIndex == 0) totals[digit] = before;
}
