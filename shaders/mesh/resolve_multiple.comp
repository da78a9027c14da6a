#version 460
#extension GL_GOOGLE_include_directive : require
#include "mesh/resolve.glsl"

layout(constant_id = 0) const int kSamples = 4;
layout(set = 0, binding = 0) uniform sampler2DMS colours;
layout(set = 0, binding = 1) uniform sampler2DMS depths;

vec4 sampleColour(ivec2 pixel, int i) { return texelFetch(colours, pixel, i); }
float sampleDepth(ivec2 pixel, int i) { return texelFetch(depths, pixel, i).r; }

void main() { resolvePixel(kSamples); }
