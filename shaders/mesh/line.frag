#version 460
layout(location = 0) in vec3 lineColour;
layout(location = 0) out vec4 light;

void main() { light = vec4(lineColour, 1); }
