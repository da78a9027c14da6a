#version 450
// Writes the pairs of one Gaussian of many tiles: rows one after the other, a row's tiles by all invocations.
#extension GL_GOOGLE_include_directive : require
#include "counts.glsl"
#include "dispatch.glsl"
#include "pairs.glsl"
#include "view.glsl"

layout(constant_id = 5) const bool kOfficial = false;  // footprint

#include "footprint.glsl"

layout(std430, set = 0, binding = 0) readonly buffer Tiles { uint tiles[]; };
layout(std430, set = 0, binding = 1) readonly buffer Frame { Counts counts; };
layout(std140, set = 0, binding = 2) uniform View { ViewData view; };
layout(std430, set = 0, binding = 3) readonly buffer SplatsA { vec4 splatsA[]; };
layout(std430, set = 0, binding = 4) readonly buffer SplatsB { vec4 splatsB[]; };
layout(std430, set = 0, binding = 5) writeonly buffer Keys { uint keys[]; };
layout(std430, set = 0, binding = 6) writeonly buffer Values { uint values[]; };
layout(std430, set = 0, binding = 7) readonly buffer Large { uvec2 large[]; };

void main() {
  const uint group = flatGroup();
  if (group >= counts.large) return;
  const uint slot = large[group].x, begin = large[group].y, end = begin + tiles[slot];
  const Footprint footprint = footprintOf(unpackSplat(splatsA[slot], splatsB[slot]), view);
  const ivec2 rows = tileRows(footprint, view);
  const uint width = view.region.z - view.region.x;
  uint place = begin;
  for (int row = rows.x; row < rows.y; ++row) {
    const ivec2 columns = tileColumns(footprint, row, view);
    const uint first = (uint(row) - view.region.y) * width + uint(columns.x) - view.region.x;
    const uint number = uint(max(columns.y - columns.x, 0));
    for (uint i = gl_LocalInvocationIndex; i < number; i += gl_WorkGroupSize.x) {
      if (place + i < end) {  // the counting kernel may round another way
        keys[place + i] = first + i;
        values[place + i] = slot;
      }
    }
    place += number;
  }
  for (uint i = place + gl_LocalInvocationIndex; i < end; i += gl_WorkGroupSize.x) {
    keys[i] = width * (view.region.w - view.region.y);  // behind the last tile: never drawn
    values[i] = slot;
  }
}
