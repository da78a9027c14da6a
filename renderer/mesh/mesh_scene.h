// What stands in the world beside the Gaussians: models with their places and animations, lines, light. Plain data, on the host.
#pragma once

#include <glm/glm.hpp>
#include <memory>
#include <vector>

#include "reconstruction/core/geometry.h"
#include "renderer/mesh/mesh.h"
#include "renderer/mesh/mesh_animation.h"

namespace fsm::renderer {

struct MeshObject {
  std::shared_ptr<const MeshModel> model;  ///< must not change any more: the device keeps a copy
  glm::dmat4 world_from_model{1.0};        ///< affine; may mirror and scale
  int clip = kRestPose;
  Seconds start = 0;  ///< scene time at which the clip begins
  double speed = 1;   ///< clip seconds a scene second
  Playback playback = Playback::loop;
  glm::vec4 tint{1};   ///< linear light; multiplies all base colours
  bool unlit = false;  ///< base colours as they are, whatever the light
};

struct LineSegment {
  glm::dvec3 from{0}, to{0};  ///< world
  glm::vec3 colour{1};        ///< linear light
};

/// One distant light and light from everywhere, on matt surfaces: colour * (ambient + sun * max(0, -direction . normal)).
struct MeshLighting {
  glm::dvec3 direction{0.3, 0.8, 0.5};  ///< in which the sun's light travels, world; need not be a unit vector
  glm::vec3 sun{0.75f};                 ///< linear light
  glm::vec3 ambient{0.35f};             ///< linear light
};

struct MeshScene {
  std::vector<MeshObject> objects;
  std::vector<LineSegment> lines;
  float lineWidth = 1.5f;  ///< pixels
  MeshLighting lighting;

  bool empty() const { return objects.empty() && lines.empty(); }
};

}  // namespace fsm::renderer
