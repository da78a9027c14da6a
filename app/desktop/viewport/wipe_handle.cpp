#include "app/desktop/viewport/wipe_handle.h"

#include <cmath>

namespace fsm::desktop {

namespace {

constexpr double kReach = 7;  ///< logical pixels from the line
constexpr float kKnob = 7;

}  // namespace

bool WipeHandle::pointer(const PointerEvent& event) {
  if (!area_ || area_->width <= 0) {
    hovered_ = dragged_ = false;
    return false;
  }
  const bool near = std::abs(event.position.x - lineX()) <= kReach * scale_;
  switch (event.kind) {
    case PointerEvent::Kind::press:
    case PointerEvent::Kind::doubleClick: dragged_ = near && event.button == Qt::LeftButton; return dragged_;
    case PointerEvent::Kind::move:
      hovered_ = near && !event.buttons;
      if (dragged_ && !(event.buttons & Qt::LeftButton)) dragged_ = false;
      if (!dragged_) return false;
      options_.setSplit(static_cast<float>((event.position.x - area_->left) / area_->width));
      return true;
    case PointerEvent::Kind::release: {
      const bool was = dragged_ && event.button == Qt::LeftButton;
      if (was) dragged_ = false;
      return was;
    }
    case PointerEvent::Kind::leave: hovered_ = false; return false;
    case PointerEvent::Kind::wheel: return false;
  }
  return false;
}

void WipeHandle::overlay(renderer::OverlayContent& content) const {
  if (!area_) return;
  const auto x = static_cast<float>(lineX()), top = static_cast<float>(area_->top),
             bottom = static_cast<float>(area_->top + area_->height);
  const glm::vec4 colour(1, 1, 1, hovered() ? 1.0f : 0.75f);
  content.shapes.push_back({.points = {{x, top}, {x, bottom}}, .colour = colour, .width = hovered() ? 2.5f : 1.5f});
  content.shapes.push_back({.kind = renderer::OverlayShape::Kind::circle,
                            .points = {{x, 0.5f * (top + bottom)}},
                            .radius = kKnob * static_cast<float>(scale_),
                            .colour = colour,
                            .filling = {0.1f, 0.1f, 0.1f, 0.7f}});
}

}  // namespace fsm::desktop
