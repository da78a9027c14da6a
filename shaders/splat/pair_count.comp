#version 450
// Number of pairs of each block of depth-sorted Gaussians.
#extension GL_GOOGLE_include_directive : require
#extension GL_KHR_shader_subgroup_arithmetic : require
#include "counts.glsl"
#include "dispatch.glsl"
#include "pairs.glsl"
#include "workgroup_scan.glsl"

layout(std430, set = 0, binding = 0) readonly buffer Order { uint order[]; };
layout(std430, set = 0, binding = 1) readonly buffer Tiles { uint tiles[]; };
layout(std430, set = 0, binding = 2) readonly buffer Frame { Counts counts; };
layout(std430, set = 0, binding = 3) writeonly buffer Sums { uint sums[]; };

void main() {
  const uint block = flatGroup();
  const uint start = block * scanBlockSize(), end = min(start + scanBlockSize(), counts.survivors);
  if (start >= counts.survivors) return;
  uint own = 0;
  for (uint item = start + gl_LocalInvocationIndex; item < end; item += gl_WorkGroupSize.x) own = saturatingAdd(own, tiles[order[item]]);
  const uint sum = workgroupSaturatingSum(own);
  if (gl_LocalInvocationIndex == 0) sums[block] = sum;
}
