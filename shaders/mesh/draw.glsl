// What changes from draw to draw (DrawBlock in renderer/mesh/mesh_frame.h). No branch depends on it alone: lavapipe compiles a shader
// anew for each value that decides one. Those are constants of the pipeline.
layout(push_constant) uniform Draw {
  mat4 view_from_model;  // of a rigid part: from its node
  vec4 colour;           // linear light, straight alpha
  int firstJoint;        // of a skinned part
  float alphaCutoff;
} draw;
