#version 450
// Dear ImGui's triangles: positions in pixels of the window.
layout(push_constant) uniform Push { vec2 scale, offset; };
layout(location = 0) in vec2 position;
layout(location = 1) in vec2 uv;
layout(location = 2) in vec4 colour;
layout(location = 0) out vec2 textureAt;
layout(location = 1) out vec4 tint;

void main() {
  gl_Position = vec4(position * scale + offset, 0.0, 1.0);
  textureAt = uv;
  tint = colour;
}
