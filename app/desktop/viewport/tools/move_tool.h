// Handles that move, turn and scale the whole scene: arrows along three axes, rings about them, a knob for the size. The second
// axis is the scene's up. All drags that follow each other are one edit (operations/edit_gaussians.h).
#pragma once

#include <array>
#include <optional>

#include "app/desktop/viewport/viewport_panel.h"

namespace fsm::desktop {

class MoveTool : public QObject, public ViewportTool {
  Q_OBJECT
 public:
  MoveTool(Workspace& workspace, ViewportPanel& panel);

  bool pointer(const PointerEvent& event) override;
  bool key(const QKeyEvent& event) override;
  void overlay(renderer::OverlayContent& content) const override;
  Qt::CursorShape cursor() const override { return Qt::ArrowCursor; }

  /// The handles go to the middle of the scene as it is now; nothing while one is dragged.
  void begin();
  const std::optional<glm::dvec3>& middle() const { return middle_; }
  /// Where the handles are seen; device pixels. `handle`: 0 to 2 arrows, 3 to 5 rings, 6 size.
  std::optional<glm::dvec2> handlePixel(int handle) const;

 private:
  std::optional<int> handleAt(const glm::dvec2& pixel) const;
  glm::dvec3 handlePlace(const Camera& camera, int handle) const;
  std::array<glm::dvec3, 3> axes() const;
  double size(const Camera& camera) const;
  std::optional<glm::dmat4> change(const glm::dvec2& to) const;

  Workspace& workspace_;
  ViewportPanel& panel_;
  std::optional<glm::dvec3> middle_;
  std::optional<int> hovered_, dragged_;
  glm::dvec2 pressed_{0};
  glm::dvec3 pressedMiddle_{0};
  glm::dmat4 pressedMove_{1.0};
  Camera pressedCamera_;
  quint64 serial_ = 0;  ///< of the drag: each is a step of undo
};

}  // namespace fsm::desktop
