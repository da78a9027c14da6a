#include "app/desktop/viewport/tools/world_figures.h"

#include <cmath>
#include <numbers>

namespace fsm::desktop {

namespace {

/// View depth before which lines are cut, in their own length.
constexpr double kNear = 1e-3;
constexpr int kRingCorners = 64;
constexpr float kKnob = 4.5f, kChosenKnob = 6.5f;  // logical pixels

glm::dvec3 place(const Camera& camera) { return glm::dvec3(camera.world_from_camera[3]); }

/// World direction of the ray through a pixel, of depth 1.
glm::dvec3 rayOf(const Camera& camera, const glm::dvec2& pixel) {
  const Intrinsics& lens = camera.intrinsics;
  return glm::dmat3(camera.world_from_camera) * glm::dvec3((pixel.x - lens.cx) / lens.fx, (pixel.y - lens.cy) / lens.fy, 1);
}

}  // namespace

std::optional<glm::dvec2> pixelOf(const Camera& camera, const glm::dvec3& world) {
  const glm::dvec3 pixel = project(camera, world);
  if (!(pixel.z > 0) || !std::isfinite(pixel.x) || !std::isfinite(pixel.y)) return std::nullopt;
  return glm::dvec2(pixel);
}

void addSegment(renderer::OverlayContent& content, const Camera& camera, glm::dvec3 a, glm::dvec3 b, const glm::vec4& colour,
                float width) {
  const glm::dvec3 ahead(camera.world_from_camera[2]);
  double depthA = glm::dot(a - place(camera), ahead), depthB = glm::dot(b - place(camera), ahead);
  const double near = std::max(kNear * glm::length(b - a), 1e-9);
  if (depthA < near && depthB < near) return;
  if (depthA < near)
    a += (b - a) * ((near - depthA) / (depthB - depthA));
  else if (depthB < near)
    b += (a - b) * ((near - depthB) / (depthA - depthB));
  const auto from = pixelOf(camera, a), to = pixelOf(camera, b);
  if (!from || !to) return;
  content.shapes.push_back({.points = {glm::vec2(*from), glm::vec2(*to)}, .colour = colour, .width = width});
}

std::pair<glm::dvec3, glm::dvec3> across(const glm::dvec3& axis) {
  const glm::dvec3 any = std::abs(axis.x) < 0.6 ? glm::dvec3(1, 0, 0) : glm::dvec3(0, 0, 1);
  const glm::dvec3 u = glm::normalize(any - glm::dot(any, axis) * axis);
  return {u, glm::cross(axis, u)};
}

void addRing(renderer::OverlayContent& content, const Camera& camera, const glm::dvec3& centre, const glm::dvec3& axis,
             double radius, const glm::vec4& colour, float width) {
  const auto [u, v] = across(axis);
  glm::dvec3 last = centre + radius * u;
  for (int i = 1; i <= kRingCorners; ++i) {
    const double angle = 2 * std::numbers::pi * i / kRingCorners;
    const glm::dvec3 next = centre + radius * (std::cos(angle) * u + std::sin(angle) * v);
    addSegment(content, camera, last, next, colour, width);
    last = next;
  }
}

void addBox(renderer::OverlayContent& content, const Camera& camera, const glm::dmat4& world_from_box, const glm::vec4& colour) {
  const auto corner = [&](int bits) {
    return glm::dvec3(world_from_box * glm::dvec4(bits & 1 ? 1 : -1, bits & 2 ? 1 : -1, bits & 4 ? 1 : -1, 1));
  };
  for (int bits = 0; bits < 8; ++bits)
    for (const int axis : {1, 2, 4})
      if (!(bits & axis)) addSegment(content, camera, corner(bits), corner(bits | axis), colour);
}

void addHandle(renderer::OverlayContent& content, const Camera& camera, const glm::dvec3& world, const glm::vec4& colour,
               bool chosen) {
  const auto pixel = pixelOf(camera, world);
  if (!pixel) return;
  content.shapes.push_back({.kind = renderer::OverlayShape::Kind::circle,
                            .points = {glm::vec2(*pixel)},
                            .radius = (chosen ? kChosenKnob : kKnob) * content.scale,
                            .colour = {0, 0, 0, 0.8f},
                            .filling = chosen ? glm::vec4(1) : colour});
}

std::optional<double> alongAxis(const Camera& camera, const glm::dvec2& pixel, const glm::dvec3& origin, const glm::dvec3& axis) {
  const glm::dvec3 ray = glm::normalize(rayOf(camera, pixel)), between = origin - place(camera);
  const double cosine = glm::dot(ray, axis), sine2 = 1 - cosine * cosine;
  if (sine2 < 1e-6) return std::nullopt;
  return (cosine * glm::dot(between, ray) - glm::dot(between, axis)) / sine2;
}

std::optional<glm::dvec3> onPlane(const Camera& camera, const glm::dvec2& pixel, const glm::dvec3& point,
                                  const glm::dvec3& normal) {
  const glm::dvec3 ray = rayOf(camera, pixel);
  const double slope = glm::dot(ray, normal);
  if (std::abs(slope) < 1e-9) return std::nullopt;
  const double depth = glm::dot(point - place(camera), normal) / slope;
  if (!(depth > 0)) return std::nullopt;
  return place(camera) + depth * ray;
}

}  // namespace fsm::desktop
