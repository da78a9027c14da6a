// What all draws of one view share (renderer/mesh/mesh_frame.h has the same on the host). View space: x right, y down, z forward,
// units of the scene.
layout(std430, set = 0, binding = 0) readonly buffer Frame {
  vec4 projection;    // pixels to clip space: x = (projection.x * x + projection.z * z), y likewise with .y and .w
  vec4 sunDirection;  // towards the sun, view space
  vec4 sun;           // linear light; w: near plane
  vec4 ambient;       // linear light; w: half the width of lines, pixels
  vec4 pixels;        // xy: width and height of the picture
} frame;

// Reversed depth with no far plane: the depth buffer holds near / z, so that its relative precision is that of a float everywhere.
vec4 clipPosition(vec3 p) {
  return vec4(frame.projection.x * p.x + frame.projection.z * p.z, frame.projection.y * p.y + frame.projection.w * p.z, frame.sun.w,
              p.z);
}
