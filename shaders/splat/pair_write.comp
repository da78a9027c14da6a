#version 450
// Writes the pairs of each Gaussian of few tiles, and lists those of many. Pairs come in depth order, so that a stable sort by tile
// leaves each tile's list in depth order.
#extension GL_GOOGLE_include_directive : require
#extension GL_KHR_shader_subgroup_arithmetic : require
#include "counts.glsl"
#include "dispatch.glsl"
#include "pairs.glsl"
#include "view.glsl"

layout(constant_id = 5) const bool kOfficial = false;  // footprint

#include "footprint.glsl"
#include "workgroup_scan.glsl"

layout(std430, set = 0, binding = 0) readonly buffer Order { uint order[]; };
layout(std430, set = 0, binding = 1) readonly buffer Tiles { uint tiles[]; };
layout(std430, set = 0, binding = 2) buffer Frame { Counts counts; };
layout(std430, set = 0, binding = 3) readonly buffer Sums { uint sums[]; };
layout(std140, set = 0, binding = 4) uniform View { ViewData view; };
layout(std430, set = 0, binding = 5) readonly buffer SplatsA { vec4 splatsA[]; };
layout(std430, set = 0, binding = 6) readonly buffer SplatsB { vec4 splatsB[]; };
layout(std430, set = 0, binding = 7) writeonly buffer Keys { uint keys[]; };
layout(std430, set = 0, binding = 8) writeonly buffer Values { uint values[]; };
layout(std430, set = 0, binding = 9) writeonly buffer Large { uvec2 large[]; };

void writePairs(uint slot, uint place, uint number) {
  const Footprint footprint = footprintOf(unpackSplat(splatsA[slot], splatsB[slot]), view);
  const ivec2 rows = tileRows(footprint, view);
  const uint width = view.region.z - view.region.x, end = place + number;
  for (int row = rows.x; row < rows.y; ++row) {
    const ivec2 columns = tileColumns(footprint, row, view);
    const uint first = (uint(row) - view.region.y) * width;
    for (int column = columns.x; column < columns.y; ++column) {
      if (place >= end) return;  // the counting kernel may round another way
      keys[place] = first + uint(column) - view.region.x;
      values[place] = slot;
      ++place;
    }
  }
  // Behind the last tile: never drawn.
  for (; place < end; ++place) {
    keys[place] = width * (view.region.w - view.region.y);
    values[place] = slot;
  }
}

void main() {
  const uint block = flatGroup();
  const uint start = block * scanBlockSize();
  if (start >= counts.survivors || counts.pairs == 0) return;
  uint before = sums[block];
  for (uint i = 0; i < kItemsPerLane; ++i) {
    const uint item = start + i * gl_WorkGroupSize.x + workgroupRank();
    const bool valid = item < counts.survivors;
    const uint slot = valid ? order[item] : 0;
    const uint number = valid ? tiles[slot] : 0;
    uint total;
    const uint place = before + workgroupExclusiveSum(number, total);
    before += total;
    if (number > kLargeTiles) {
      const uint at = atomicAdd(counts.large, 1);
      if (at < largeLimit) large[at] = uvec2(slot, place);
    } else if (number > 0) {
      writePairs(slot, place, number);
    }
  }
}
