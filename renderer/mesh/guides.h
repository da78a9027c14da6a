// Lines that help to find one's way in a scene: a ground grid, and the cameras of a capture as small pyramids.
#pragma once

#include <glm/glm.hpp>
#include <span>
#include <vector>

#include "reconstruction/core/geometry.h"
#include "renderer/mesh/mesh_scene.h"

namespace fsm::renderer {

struct GridGuide {
  glm::dvec3 centre{0};
  glm::dvec3 axisU{1, 0, 0}, axisV{0, 0, 1};  ///< directions of its lines; need not be unit vectors, must not be parallel
  double spacing = 1;                         ///< between lines, world units
  int cells = 20;                             ///< along each side, at most 1000; an odd number is made even
  glm::vec3 colour{0.2f};                     ///< linear light; the two middle lines are twice as bright
};
/// Lines of a square grid. Throws badInput for numbers that make none.
std::vector<LineSegment> gridLines(const GridGuide& grid);

/// The pyramid from a camera's centre to its image's corners at depth `depth` (world units), with a mark on the upper edge.
/// Throws badInput for intrinsics without a focal length or size.
std::vector<LineSegment> frustumLines(const Camera& camera, double depth, const glm::vec3& colour);
std::vector<LineSegment> frustumLines(std::span<const Camera> cameras, double depth, const glm::vec3& colour);

}  // namespace fsm::renderer
