#include "app/desktop/viewport/tools/move_tool.h"

#include <array>
#include <cmath>
#include <glm/gtc/matrix_transform.hpp>

#include "app/desktop/operations/edit_gaussians.h"
#include "app/desktop/viewport/tools/crop_tool.h"
#include "app/desktop/viewport/tools/world_figures.h"

namespace fsm::desktop {

namespace {

constexpr int kSize = 6, kHandles = 7;
/// Of the arrows, of the window's height.
constexpr double kLength = 0.16;
constexpr glm::vec4 kColours[] = {{0.95f, 0.3f, 0.3f, 1}, {0.45f, 0.85f, 0.3f, 1}, {0.35f, 0.55f, 1.0f, 1}, {1, 1, 1, 1}};

glm::dmat4 about(const glm::dvec3& centre, const glm::dmat4& map) {
  return glm::translate(glm::dmat4(1.0), centre) * map * glm::translate(glm::dmat4(1.0), -centre);
}

}  // namespace

MoveTool::MoveTool(Workspace& workspace, ViewportPanel& panel) : workspace_(workspace), panel_(panel) {}

void MoveTool::begin() {
  if (dragged_) return;
  hovered_.reset();
  middle_.reset();
  const DrawnScene& drawn = panel_.drawnScene();
  if (!drawn.scene) return;
  const auto box = boxAround(*drawn.scene, {}, workspace_.view.sceneTime(), workspace_.document.project().settings.up);
  if (box) middle_ = glm::dvec3((*box)[3]);
  panel_.requestFrame();
}

std::array<glm::dvec3, 3> MoveTool::axes() const {
  const glm::dvec3 up = workspace_.document.project().settings.up;
  const auto [u, v] = across(up);
  return {u, up, v};
}

/// World length of the arrows: always as long on the screen.
double MoveTool::size(const Camera& camera) const {
  const double depth = project(camera, *middle_).z;
  return depth > 0 ? kLength * camera.intrinsics.size.height * depth / camera.intrinsics.fy : 0;
}

glm::dvec3 MoveTool::handlePlace(const Camera& camera, int handle) const {
  const auto axis = axes();
  const double length = size(camera);
  if (handle < 3) return *middle_ + length * axis[static_cast<size_t>(handle)];
  if (handle == kSize) return *middle_;
  // Of a ring the knob stands between the two other arrows.
  const size_t about = static_cast<size_t>(handle) - 3;
  return *middle_ + 0.75 * length * glm::normalize(axis[(about + 1) % 3] + axis[(about + 2) % 3]);
}

std::optional<glm::dvec2> MoveTool::handlePixel(int handle) const {
  if (!middle_) return std::nullopt;
  const Camera camera = panel_.pictureView().camera;
  return pixelOf(camera, handlePlace(camera, handle));
}

std::optional<int> MoveTool::handleAt(const glm::dvec2& pixel) const {
  std::optional<int> nearest;
  double distance = kHandleReach * panel_.devicePixelRatioF();
  for (int i = 0; i < kHandles; ++i) {
    const auto at = handlePixel(i);
    if (!at || glm::length(*at - pixel) >= distance) continue;
    distance = glm::length(*at - pixel);
    nearest = i;
  }
  return nearest;
}

/// What the drag to a pixel does to the scene as it was at the press.
std::optional<glm::dmat4> MoveTool::change(const glm::dvec2& to) const {
  const glm::dvec3 centre = pressedMiddle_;
  const Camera& camera = pressedCamera_;
  if (*dragged_ < 3) {
    const glm::dvec3 axis = axes()[static_cast<size_t>(*dragged_)];
    const auto from = alongAxis(camera, pressed_, centre, axis), now = alongAxis(camera, to, centre, axis);
    if (!from || !now) return std::nullopt;
    return glm::translate(glm::dmat4(1.0), (*now - *from) * axis);
  }
  if (*dragged_ == kSize) {
    const double pixels = kLength * camera.intrinsics.size.height;
    return about(centre, glm::scale(glm::dmat4(1.0), glm::dvec3(std::exp((to.x - pressed_.x) / pixels))));
  }
  const glm::dvec3 axis = axes()[static_cast<size_t>(*dragged_ - 3)];
  const auto from = onPlane(camera, pressed_, centre, axis), now = onPlane(camera, to, centre, axis);
  if (!from || !now || glm::length(*from - centre) < 1e-9 || glm::length(*now - centre) < 1e-9) return std::nullopt;
  const glm::dvec3 a = *from - centre, b = *now - centre;
  const double angle = std::atan2(glm::dot(glm::cross(a, b), axis), glm::dot(a, b));
  return about(centre, glm::rotate(glm::dmat4(1.0), angle, axis));
}

bool MoveTool::pointer(const PointerEvent& event) {
  switch (event.kind) {
    case PointerEvent::Kind::press:
    case PointerEvent::Kind::doubleClick:
      if (event.button != Qt::LeftButton || !middle_) return false;
      dragged_ = handleAt(event.position);
      if (!dragged_) return false;
      ++serial_;
      pressed_ = event.position;
      pressedMiddle_ = *middle_;
      pressedMove_ = lastMove(workspace_.document.project());
      pressedCamera_ = panel_.pictureView().camera;
      return true;
    case PointerEvent::Kind::move:
      if (dragged_) {
        if (const auto map = change(event.position)) {
          middle_ = glm::dvec3(*map * glm::dvec4(pressedMiddle_, 1));
          setLastMove(workspace_, *map * pressedMove_, QStringLiteral("moveTool%1").arg(serial_));
        }
        return true;
      }
      if (const auto over = event.buttons || !middle_ ? std::nullopt : handleAt(event.position); over != hovered_) {
        hovered_ = over;
        panel_.requestFrame();
      }
      return false;
    case PointerEvent::Kind::release: {
      const bool held = dragged_ && event.button == Qt::LeftButton;
      if (held) dragged_.reset();
      return held;
    }
    case PointerEvent::Kind::leave:
    case PointerEvent::Kind::wheel: return false;
  }
  return false;
}

bool MoveTool::key(const QKeyEvent& event) {
  if (event.type() != QEvent::KeyPress || event.key() != Qt::Key_Escape || !dragged_) return false;
  dragged_.reset();
  middle_ = pressedMiddle_;
  setLastMove(workspace_, pressedMove_, QStringLiteral("moveTool%1").arg(serial_));
  return true;
}

void MoveTool::overlay(renderer::OverlayContent& content) const {
  if (!middle_) return;
  const Camera camera = panel_.pictureView().camera;
  const double length = size(camera);
  if (!(length > 0)) return;
  const auto axis = axes();
  const std::optional<int> chosen = dragged_ ? dragged_ : hovered_;
  for (int i = 0; i < 3; ++i) {
    const glm::vec4 faint(glm::vec3(kColours[i]), 0.45f);
    addSegment(content, camera, *middle_, handlePlace(camera, i), kColours[i], chosen == i ? 4.0f : 2.5f);
    addRing(content, camera, *middle_, axis[static_cast<size_t>(i)], 0.75 * length, chosen == i + 3 ? kColours[i] : faint);
  }
  for (int i = 0; i < kHandles; ++i)
    addHandle(content, camera, handlePlace(camera, i), kColours[i == kSize ? 3 : i % 3], chosen == i);
}

}  // namespace fsm::desktop
