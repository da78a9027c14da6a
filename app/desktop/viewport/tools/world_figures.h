// Lines of the world as shapes over the picture, for tools: cut where they pass behind the camera.
#pragma once

#include <optional>

#include "reconstruction/core/geometry.h"
#include "renderer/overlay/overlay_content.h"

namespace fsm::desktop {

/// Device pixel of a point; nothing behind the camera.
std::optional<glm::dvec2> pixelOf(const Camera& camera, const glm::dvec3& world);

void addSegment(renderer::OverlayContent& content, const Camera& camera, glm::dvec3 a, glm::dvec3 b, const glm::vec4& colour,
                float width = 1.5f);
/// A circle about `axis`.
void addRing(renderer::OverlayContent& content, const Camera& camera, const glm::dvec3& centre, const glm::dvec3& axis,
             double radius, const glm::vec4& colour, float width = 1.5f);
/// The edges of the image of [-1, 1]^3.
void addBox(renderer::OverlayContent& content, const Camera& camera, const glm::dmat4& world_from_box, const glm::vec4& colour);
/// A knob at a point; `chosen` ones are larger.
void addHandle(renderer::OverlayContent& content, const Camera& camera, const glm::dvec3& world, const glm::vec4& colour,
               bool chosen);

/// Logical pixels within which a handle is hit.
constexpr double kHandleReach = 11;

/// Two unit vectors across `axis` and each other.
std::pair<glm::dvec3, glm::dvec3> across(const glm::dvec3& axis);

/// How far along the line through `origin` in the direction `axis` (unit) one is nearest to the ray through a pixel; nothing
/// where both are parallel.
std::optional<double> alongAxis(const Camera& camera, const glm::dvec2& pixel, const glm::dvec3& origin, const glm::dvec3& axis);
/// Where the ray through a pixel meets the plane; nothing where it does not in front of the camera.
std::optional<glm::dvec3> onPlane(const Camera& camera, const glm::dvec2& pixel, const glm::dvec3& point,
                                  const glm::dvec3& normal);

}  // namespace fsm::desktop
