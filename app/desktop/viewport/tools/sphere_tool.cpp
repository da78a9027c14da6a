#include "app/desktop/viewport/tools/sphere_tool.h"

#include <QPointer>

#include "app/desktop/viewport/tools/picture_tool.h"
#include "app/desktop/viewport/tools/world_figures.h"

namespace fsm::desktop {

SphereTool::SphereTool(Workspace& workspace, ViewportPanel& panel, Selector& selector, SelectionOptions& options)
    : workspace_(workspace), panel_(panel), selector_(selector), options_(options) {}

bool SphereTool::pointer(const PointerEvent& event) {
  switch (event.kind) {
    case PointerEvent::Kind::press:
    case PointerEvent::Kind::doubleClick: {
      const auto how = combinationOf(event.modifiers);
      if (event.button != Qt::LeftButton || !how) return false;
      how_ = *how;
      pressed_ = at_ = event.position;
      centre_.reset();
      drawing_ = true;
      released_ = false;
      panel_.pickPoint(event.position, [tool = QPointer(this), serial = ++serial_](const std::optional<glm::dvec3>& point) {
        if (tool && tool->serial_ == serial) tool->found(point);
      });
      return true;
    }
    case PointerEvent::Kind::move:
      if (!drawing_ || released_) return false;
      at_ = event.position;
      panel_.requestFrame();
      return true;
    case PointerEvent::Kind::release:
      if (!drawing_ || event.button != Qt::LeftButton) return false;
      at_ = event.position;
      released_ = true;
      if (centre_) finish();
      return true;
    case PointerEvent::Kind::leave: return false;
    case PointerEvent::Kind::wheel: return drawing_;
  }
  return false;
}

void SphereTool::found(const std::optional<glm::dvec3>& point) {
  if (!drawing_) return;
  centre_ = point;
  if (!point) {
    cancel();
    workspace_.messages.info(tr("There is nothing under the mouse. Start the ball on something that can be seen."));
  } else if (released_) {
    finish();
  }
  panel_.requestFrame();
}

double SphereTool::radius() const {
  if (!centre_) return 0;
  const Camera camera = panel_.pictureView().camera;
  const double depth = project(camera, *centre_).z;
  return depth > 0 ? glm::length(at_ - pressed_) * depth / camera.intrinsics.fx : 0;
}

void SphereTool::finish() {
  const scene::InSphere ball{*centre_, radius()};
  cancel();
  if (!(ball.radius > 0)) {
    if (how_ == scene::Combination::replace) selector_.selectNone();
    return;
  }
  selector_.select([ball] { return scene::SelectionQuery{ball}; }, options_.range(workspace_.view, workspace_.document.project()),
                   how_);
}

void SphereTool::cancel() {
  drawing_ = released_ = false;
  centre_.reset();
  panel_.requestFrame();
}

bool SphereTool::key(const QKeyEvent& event) {
  if (event.type() != QEvent::KeyPress || event.key() != Qt::Key_Escape || !drawing_) return false;
  cancel();
  return true;
}

void SphereTool::overlay(renderer::OverlayContent& content) const {
  if (!drawing_ || !centre_) return;
  const View view = panel_.pictureView();
  const double ball = radius();
  if (!(ball > 0)) return;
  const glm::vec4 colour = colourOf(how_);
  content.shapes.push_back({.kind = renderer::OverlayShape::Kind::circle,
                            .points = {pressed_},
                            .radius = static_cast<float>(glm::length(at_ - pressed_)),
                            .colour = colour,
                            .filling = {glm::vec3(colour), 0.12f}});
  const glm::dvec3 up = workspace_.document.project().settings.up;
  addRing(content, view.camera, *centre_, up, ball, {glm::vec3(colour), 0.6f});
}

}  // namespace fsm::desktop
