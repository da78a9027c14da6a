// Base colour under one sun and ambient light, in linear light.
#version 460
#extension GL_GOOGLE_include_directive : require
#include "mesh/draw.glsl"
#include "mesh/frame.glsl"

layout(constant_id = 0) const bool kCutout = false;
layout(constant_id = 1) const bool kUnlit = false;
layout(set = 1, binding = 0) uniform sampler2D picture;

layout(location = 0) in vec3 viewNormal;
layout(location = 1) in vec2 textureUv;
layout(location = 2) in vec4 vertexColour;

layout(location = 0) out vec4 light;

void main() {
  const vec4 base = draw.colour * vertexColour * texture(picture, textureUv);
  if (kCutout) {
    if (base.a < draw.alphaCutoff) discard;
  }
  vec3 received = vec3(1);
  if (!kUnlit) {
    const float len = length(viewNormal);
    vec3 normal = len > 0 ? viewNormal / len : vec3(0);
    if (!gl_FrontFacing) normal = -normal;
    received = frame.ambient.rgb + frame.sun.rgb * max(0, dot(normal, frame.sunDirection.xyz));
  }
  light = vec4(base.rgb * received, 1);
}
