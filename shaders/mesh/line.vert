// Segments as quads of a width in pixels: devices draw lines of one pixel only.
#version 460
#extension GL_GOOGLE_include_directive : require
#include "mesh/frame.glsl"

struct Segment {
  vec4 from, to;  // view space
  vec4 colour;    // linear light
};
layout(std430, set = 0, binding = 2) readonly buffer Segments { Segment segments[]; };

layout(location = 0) out vec3 lineColour;

void main() {
  const Segment s = segments[gl_VertexIndex / 6];
  const int corner = gl_VertexIndex % 6;
  const bool atEnd = corner == 1 || corner == 2 || corner == 4;
  const float side = corner == 0 || corner == 1 || corner == 3 ? -1.0 : 1.0;
  lineColour = s.colour.rgb;

  const float near = frame.sun.w;
  vec3 a = s.from.xyz, b = s.to.xyz;
  if (a.z < near && b.z < near) {
    gl_Position = vec4(0, 0, 2, 1);  // all corners at one point outside
    return;
  }
  // Ends behind the camera move to the near plane: behind it a direction on the screen means nothing.
  if (a.z < near) a = mix(b, a, (b.z - near) / (b.z - a.z));
  if (b.z < near) b = mix(a, b, (a.z - near) / (a.z - b.z));
  const vec4 clipA = clipPosition(a), clipB = clipPosition(b);
  const vec2 along = (clipB.xy / clipB.w - clipA.xy / clipA.w) * frame.pixels.xy;
  const float len = length(along);
  const vec2 across = len > 0 ? vec2(-along.y, along.x) / len : vec2(1, 0);
  vec4 position = atEnd ? clipB : clipA;
  position.xy += side * 2 * frame.ambient.w * across / frame.pixels.xy * position.w;
  gl_Position = position;
}
