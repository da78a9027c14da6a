#include "renderer/mesh/guides.h"

#include <array>
#include <cmath>

#include "reconstruction/core/error.h"

namespace fsm::renderer {
namespace {

constexpr int kMaxCells = 1000;

/// Share of the upper edge's width that the mark for "up" takes, and its height in that width.
constexpr double kMarkWidth = 0.4, kMarkHeight = 0.2;

bool isUsable(const glm::dvec3& v) { return std::isfinite(v.x) && std::isfinite(v.y) && std::isfinite(v.z); }

}  // namespace

std::vector<LineSegment> gridLines(const GridGuide& grid) {
  const glm::dvec3 normal = glm::cross(grid.axisU, grid.axisV);
  const bool usable = isUsable(grid.centre) && isUsable(normal) && glm::length(normal) > 0 && std::isfinite(grid.spacing) &&
                      grid.spacing > 0 && grid.cells > 0 && grid.cells <= kMaxCells;
  if (!usable)
    throw Error(ErrorCode::badInput,
                "This grid has no lines. Give it two directions, a spacing above 0 and between 1 and 1000 cells.");
  const int half = (grid.cells + 1) / 2;
  const double reach = half * grid.spacing;
  const glm::dvec3 u = glm::normalize(grid.axisU), v = glm::normalize(grid.axisV);
  std::vector<LineSegment> lines;
  for (int i = -half; i <= half; ++i) {
    const double offset = i * grid.spacing;
    const glm::vec3 colour = i == 0 ? 2.0f * grid.colour : grid.colour;
    lines.push_back({grid.centre + offset * u - reach * v, grid.centre + offset * u + reach * v, colour});
    lines.push_back({grid.centre + offset * v - reach * u, grid.centre + offset * v + reach * u, colour});
  }
  return lines;
}

std::vector<LineSegment> frustumLines(const Camera& camera, double depth, const glm::vec3& colour) {
  const Intrinsics& in = camera.intrinsics;
  if (!(in.fx > 0 && in.fy > 0 && in.size.width > 0 && in.size.height > 0 && depth > 0 && std::isfinite(depth)))
    throw Error(ErrorCode::badInput, "A camera without focal length or size cannot be shown. Give it intrinsics first.");
  const auto at = [&](double x, double y) {
    const glm::dvec4 point((x - in.cx) / in.fx * depth, (y - in.cy) / in.fy * depth, depth, 1);
    return glm::dvec3(camera.world_from_camera * point);
  };
  const double width = in.size.width, height = in.size.height;
  const glm::dvec3 centre(camera.world_from_camera[3]);
  const std::array<glm::dvec3, 4> corners{at(0, 0), at(width, 0), at(width, height), at(0, height)};
  std::vector<LineSegment> lines;
  for (size_t i = 0; i < corners.size(); ++i) {
    lines.push_back({centre, corners[i], colour});
    lines.push_back({corners[i], corners[(i + 1) % corners.size()], colour});
  }
  const glm::dvec3 left = at(width * (0.5 - kMarkWidth / 2), 0), right = at(width * (0.5 + kMarkWidth / 2), 0);
  const glm::dvec3 top = at(width / 2, -width * kMarkHeight);
  lines.push_back({left, top, colour});
  lines.push_back({top, right, colour});
  return lines;
}

std::vector<LineSegment> frustumLines(std::span<const Camera> cameras, double depth, const glm::vec3& colour) {
  std::vector<LineSegment> lines;
  for (const Camera& camera : cameras) {
    const std::vector<LineSegment> one = frustumLines(camera, depth, colour);
    lines.insert(lines.end(), one.begin(), one.end());
  }
  return lines;
}

}  // namespace fsm::renderer
