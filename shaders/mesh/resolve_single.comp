#version 460
#extension GL_GOOGLE_include_directive : require
#include "mesh/resolve.glsl"

layout(set = 0, binding = 0) uniform sampler2D colours;
layout(set = 0, binding = 1) uniform sampler2D depths;

vec4 sampleColour(ivec2 pixel, int i) { return texelFetch(colours, pixel, 0); }
float sampleDepth(ivec2 pixel, int i) { return texelFetch(depths, pixel, 0).r; }

void main() { resolvePixel(1); }
