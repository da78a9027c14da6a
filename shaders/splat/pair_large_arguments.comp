#version 450
// Dispatch of a workgroup for each Gaussian of many tiles.
#extension GL_GOOGLE_include_directive : require
#include "counts.glsl"
#include "dispatch.glsl"

layout(local_size_x = 1) in;
layout(std430, set = 0, binding = 0) buffer Frame { Counts counts; };

void main() { counts.largeGroups = groupsFor(counts.large); }
