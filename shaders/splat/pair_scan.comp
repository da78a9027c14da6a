#version 450
// First pair of each block, in place, by one workgroup; whether all pairs fit; the dispatches that follow.
#extension GL_GOOGLE_include_directive : require
#extension GL_KHR_shader_subgroup_arithmetic : require
#include "counts.glsl"
#include "dispatch.glsl"
#include "pairs.glsl"
#include "workgroup_scan.glsl"

layout(std430, set = 0, binding = 0) buffer Frame { Counts counts; };
layout(std430, set = 0, binding = 1) buffer Sums { uint sums[]; };
layout(constant_id = 5) const uint kCountSize = 1024;  // block size of the kernels before and after

void main() {
  const uint blocks = blocksOf(counts.survivors, kCountSize);
  uint before = 0;
  for (uint start = 0; start < blocks; start += gl_WorkGroupSize.x) {
    const uint block = start + workgroupRank();
    const uint value = block < blocks ? sums[block] : 0;
    // Where the sums saturate nothing is drawn, and where they do not the plain prefix is right.
    const uint all = workgroupSaturatingSum(value);
    uint total;
    const uint prefix = workgroupExclusiveSum(value, total);
    if (block < blocks) sums[block] = before + prefix;
    before = saturatingAdd(before, all);
  }
  if (gl_LocalInvocationIndex != 0) return;
  const uint stored = before <= capacity ? before : 0;
  counts.pairsNeeded = before;
  counts.pairs = stored;
  counts.pairBlocks = groupsFor(blocksOf(stored, sortBlock));
  if (stored == 0) counts.scanBlocks = uvec4(0);
}
