#version 450
// Squared differences between the picture and the other one, in display-referred values at the picture's pixels. Each workgroup
// writes the sum over its kRows rows of 64 columns, all channels.
#extension GL_GOOGLE_include_directive : require
#include "present/screen.glsl"

layout(local_size_x = 64) in;
layout(constant_id = 0) const int kRows = 64;

layout(std430, set = 0, binding = 0) readonly buffer Screen { ScreenData data; };
layout(std430, set = 0, binding = 1) buffer Sums { float sums[]; };
layout(set = 0, binding = 2) uniform sampler2D pictureColour;
layout(set = 0, binding = 3) uniform sampler2D otherColour;

shared float lanes[64];

void main() {
  const ivec2 size = data.sizes.xy, otherSize = data.sizes.zw;
  const vec2 extent = vec2(otherSize) / vec2(size);
  const int x = int(gl_GlobalInvocationID.x), top = int(gl_WorkGroupID.y) * kRows;
  float sum = 0.0;
  for (int y = top; y < min(top + kRows, size.y) && x < size.x; ++y) {
    const vec2 at = vec2(x, y) + 0.5;
    const vec3 backdrop = backdropAt(data, at);
    const vec3 colour = displayed(data.gain * texelFetch(pictureColour, ivec2(x, y), 0), data.encodings.x != 0, backdrop);
    const vec3 other = displayed(resampled(otherColour, otherSize, at * extent, extent), data.encodings.y != 0, backdrop);
    sum += dot(colour - other, colour - other);
  }
  lanes[gl_LocalInvocationIndex] = sum;
  barrier();
  if (gl_LocalInvocationIndex != 0) return;
  float all = 0.0;
  for (int i = 0; i < 64; ++i) all += lanes[i];
  sums[gl_WorkGroupID.y * gl_NumWorkGroups.x + gl_WorkGroupID.x] = all;
}
