// Linear blend skinning and projection.
#version 460
#extension GL_GOOGLE_include_directive : require
#include "mesh/draw.glsl"
#include "mesh/frame.glsl"

layout(constant_id = 2) const bool kSkinned = false;
layout(std430, set = 0, binding = 1) readonly buffer Joints { mat4 joints[]; };

layout(location = 0) in vec3 position;
layout(location = 1) in vec3 normal;
layout(location = 2) in vec2 uv;
layout(location = 3) in vec4 colour;
layout(location = 4) in uvec4 joint;
layout(location = 5) in vec4 weight;

layout(location = 0) out vec3 viewNormal;
layout(location = 1) out vec2 textureUv;
layout(location = 2) out vec4 vertexColour;

mat4 posed() {
  if (!kSkinned) return draw.view_from_model;
  mat4 sum = mat4(0);
  for (int i = 0; i < 4; ++i)
    if (weight[i] > 0) sum += weight[i] * joints[draw.firstJoint + int(joint[i])];
  return draw.view_from_model * sum;
}

void main() {
  const mat4 view_from_vertex = posed();
  gl_Position = clipPosition((view_from_vertex * vec4(position, 1)).xyz);
  // The cofactors are the inverse transpose times the determinant, and exist for flattened models too.
  const mat3 m = mat3(view_from_vertex);
  const mat3 cofactors = mat3(cross(m[1], m[2]), cross(m[2], m[0]), cross(m[0], m[1]));
  viewNormal = (dot(m[0], cofactors[0]) < 0 ? -1.0 : 1.0) * (cofactors * normal);
  textureUv = uv;
  vertexColour = colour;
}
