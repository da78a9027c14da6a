#version 450
// Dispatches of the blend's second and later segments: as many as the longest tile list has. One workgroup.
#extension GL_GOOGLE_include_directive : require
#include "dispatch.glsl"

layout(local_size_x_id = 0) in;
layout(std430, set = 0, binding = 0) readonly buffer Ranges { uvec2 ranges[]; };
layout(std430, set = 0, binding = 1) writeonly buffer Arguments { uvec4 arguments[]; };  // of segment 1, 2, ...
layout(push_constant) uniform Push {
  uint tileCount;
  uint segment;   // Gaussians in a segment
  uint segments;  // that are recorded
};

shared uint longest;

void main() {
  if (gl_LocalInvocationIndex == 0) longest = 0;
  barrier();
  uint own = 0;
  for (uint tile = gl_LocalInvocationIndex; tile < tileCount; tile += gl_WorkGroupSize.x) {
    const uvec2 range = ranges[tile];
    own = max(own, range.y - range.x);
  }
  atomicMax(longest, own);
  barrier();
  for (uint i = gl_LocalInvocationIndex + 1; i < segments; i += gl_WorkGroupSize.x) {
    arguments[i - 1] = longest > i * segment ? groupsFor(tileCount) : uvec4(0);
  }
}
