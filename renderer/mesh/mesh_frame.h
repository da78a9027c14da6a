// What the mesh shaders are told, in their layout (shaders/mesh/frame.glsl, draw.glsl, line.vert, resolve.glsl), and the view it
// is told for. Private to renderer/.
#pragma once

#include <cstdint>
#include <glm/glm.hpp>

#include "reconstruction/core/geometry.h"

namespace fsm::renderer {

/// A view in units of its own: those of the depths that come out, of the near plane, and of what the Gaussians are in.
struct MeshView {
  Intrinsics intrinsics;
  glm::dmat4 view_from_world{1.0};  ///< rigid, or with one scale for all axes: from the world into the scene's units
  Seconds time = 0;                 ///< scene time that animations are sampled at
  float nearPlane = 0.01f;
  bool display = true;  ///< colours come out sRGB-encoded; false: linear light
  int samples = 4;      ///< a pixel: 1 or 4
};

struct FrameBlock {
  glm::vec4 projection, sunDirection, sun, ambient, pixels;
};
static_assert(sizeof(FrameBlock) == 80);

struct DrawBlock {
  glm::mat4 view_from_model{1};
  glm::vec4 colour{1};
  int32_t firstJoint = 0;
  float alphaCutoff = 0;
};
static_assert(sizeof(DrawBlock) == 88);

struct SegmentBlock {
  glm::vec4 from, to, colour;
};

struct ResolveBlock {
  glm::ivec2 size;
  float nearPlane = 0;
  uint32_t display = 0;
};

}  // namespace fsm::renderer
