#include "app/desktop/viewport/tools/point_tool.h"

#include <QLocale>
#include <QPointer>
#include <cmath>
#include <glm/gtc/matrix_transform.hpp>

#include "app/desktop/operations/edit_gaussians.h"
#include "app/desktop/viewport/tools/world_figures.h"
#include "reconstruction/core/error.h"

namespace fsm::desktop {

namespace {

constexpr glm::vec4 kColour{1.0f, 0.9f, 0.3f, 1};
/// Sine of the angle of three points below which they count as on a line.
constexpr double kFlat = 1e-3;

}  // namespace

std::optional<glm::dvec3> groundNormal(const glm::dvec3& a, const glm::dvec3& b, const glm::dvec3& c, const glm::dvec3& above) {
  const glm::dvec3 normal = glm::cross(b - a, c - a);
  const double length = glm::length(normal);
  if (!(length > kFlat * glm::length(b - a) * glm::length(c - a))) return std::nullopt;
  return (glm::dot(above - a, normal) < 0 ? -1.0 : 1.0) * normal / length;
}

PointTool::PointTool(Purpose purpose, Workspace& workspace, ViewportPanel& panel)
    : purpose_(purpose), workspace_(workspace), panel_(panel) {}

void PointTool::begin() {
  points_.clear();
  ++serial_;
  emit pointsChanged();
  panel_.requestFrame();
}

bool PointTool::pointer(const PointerEvent& event) {
  if (event.kind != PointerEvent::Kind::press && event.kind != PointerEvent::Kind::doubleClick) return false;
  if (event.button != Qt::LeftButton || (event.modifiers & Qt::AltModifier)) return false;
  panel_.pickPoint(event.position, [tool = QPointer(this), serial = ++serial_](const std::optional<glm::dvec3>& point) {
    if (!tool || tool->serial_ != serial) return;
    if (point)
      tool->add(*point);
    else
      tool->workspace_.messages.info(tr("There is nothing under the mouse. Click on something that can be seen."));
  });
  return true;
}

void PointTool::add(const glm::dvec3& point) {
  if (points_.size() >= wanted()) points_.clear();
  points_.push_back(point);
  if (purpose_ == Purpose::ground && points_.size() == wanted()) setGround();
  emit pointsChanged();
  panel_.requestFrame();
}

/// Whoever clicks on the ground stands above it.
void PointTool::setGround() {
  const glm::dvec3 eye(panel_.pictureView().camera.world_from_camera[3]);
  const auto up = groundNormal(points_[0], points_[1], points_[2], eye);
  points_.clear();
  if (!up) {
    workspace_.messages.warning(tr("The three points lie on a line. Click three points of the ground that form a triangle."));
    return;
  }
  workspace_.document.edit(tr("Set the ground"), Document::SettingsPart, [&](Project& project) { project.settings.up = *up; });
}

std::optional<double> PointTool::distance() const {
  if (points_.size() != 2) return std::nullopt;
  return glm::length(points_[1] - points_[0]);
}

void PointTool::setDistance(double length) {
  const std::optional<double> now = distance();
  if (!now) return;
  const double factor = length / *now;
  if (!(factor > 1e-6) || !(factor < 1e6))
    throw Error(ErrorCode::badInput,
                tr("The scene cannot be scaled by that. Click two points that lie apart, and give their true "
                   "distance, more than nothing.")
                    .toStdString());
  const glm::dvec3 fixed = points_[0];
  moveScene(workspace_, glm::translate(glm::dmat4(1.0), fixed) * glm::scale(glm::dmat4(1.0), glm::dvec3(factor)) *
                            glm::translate(glm::dmat4(1.0), -fixed));
  points_[1] = fixed + factor * (points_[1] - fixed);
  emit pointsChanged();
  panel_.requestFrame();
}

bool PointTool::key(const QKeyEvent& event) {
  if (event.type() != QEvent::KeyPress || event.key() != Qt::Key_Escape || points_.empty()) return false;
  begin();
  return true;
}

void PointTool::overlay(renderer::OverlayContent& content) const {
  const Camera camera = panel_.pictureView().camera;
  for (size_t i = 0; i + 1 < points_.size(); ++i) addSegment(content, camera, points_[i], points_[i + 1], kColour, 2);
  for (const glm::dvec3& point : points_) addHandle(content, camera, point, kColour, false);
  if (const auto length = distance()) {
    const auto middle = pixelOf(camera, 0.5 * (points_[0] + points_[1]));
    if (middle) content.labels.push_back({glm::vec2(*middle), QLocale().toString(*length, 'g', 4).toStdString()});
  }
}

}  // namespace fsm::desktop
