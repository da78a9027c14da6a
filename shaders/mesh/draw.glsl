// What changes from draw to draw (MeshDraw in renderer/mesh/mesh_frame.h).
layout(push_constant) uniform Draw {
  mat4 view_from_model;  // of a rigid part: from its node
  vec4 colour;           // linear light, straight alpha
  int firstJoint;        // -1: rigid
  uint unlit;
  float alphaCutoff;
} draw;
