// What takes the mouse in the viewport before navigation does: box, lasso, brush, sphere, gizmos. All positions are device pixels
// of the window, from its upper left corner; ViewportPanel::pictureView() is the view that lies under them.
#pragma once

#include <QEvent>
#include <QKeyEvent>
#include <glm/glm.hpp>

#include "renderer/overlay/overlay_content.h"

namespace fsm::desktop {

struct PointerEvent {
  enum class Kind { press, move, release, doubleClick, wheel, leave };
  Kind kind = Kind::move;
  glm::dvec2 position{0};                 ///< device pixels
  Qt::MouseButton button = Qt::NoButton;  ///< of a press, release or double click
  Qt::MouseButtons buttons;               ///< held now
  Qt::KeyboardModifiers modifiers;
  double steps = 0;  ///< of a wheel; away from the user is positive
};

class ViewportTool {
 public:
  virtual ~ViewportTool() = default;
  /// True: it was the tool's, navigation does not see it. A tool that took a press gets all until that button's release.
  virtual bool pointer(const PointerEvent& event) = 0;
  /// Presses and releases of keys while the viewport has the focus; true: taken.
  virtual bool key(const QKeyEvent& event) { return (void)event, false; }
  /// Adds its shapes. Called for each frame; ViewportPanel::requestFrame() asks for one.
  virtual void overlay(renderer::OverlayContent& content) const = 0;
  virtual Qt::CursorShape cursor() const { return Qt::CrossCursor; }
};

}  // namespace fsm::desktop
