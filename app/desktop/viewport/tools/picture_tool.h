// Selects what lies under an area that is drawn on the picture: a rectangle, a lasso, a brush's stroke. The left button draws;
// with Shift it adds, with Control it takes away, with both only what was selected before stays. Alt leaves the drag to
// navigation. Escape gives a drawing up.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "app/desktop/viewport/tools/selection_options.h"
#include "app/desktop/viewport/tools/selector.h"
#include "app/desktop/viewport/viewport_panel.h"

namespace fsm::desktop {

/// Of a press with the left button; nothing where the drag is navigation's.
std::optional<scene::Combination> combinationOf(Qt::KeyboardModifiers modifiers);
/// Colour of what is drawn with it.
glm::vec4 colourOf(scene::Combination how);

class PictureTool : public ViewportTool {
 public:
  enum class Shape { box, lasso, brush };
  PictureTool(Shape shape, Workspace& workspace, ViewportPanel& panel, Selector& selector, SelectionOptions& options);

  bool pointer(const PointerEvent& event) override;
  bool key(const QKeyEvent& event) override;
  void overlay(renderer::OverlayContent& content) const override;
  Qt::CursorShape cursor() const override { return shape_ == Shape::brush ? Qt::BlankCursor : Qt::CrossCursor; }

 private:
  bool press(const PointerEvent& event);
  void move(const glm::dvec2& at);
  void finish();
  double brushPixels() const;

  Shape shape_;
  Workspace& workspace_;
  ViewportPanel& panel_;
  Selector& selector_;
  SelectionOptions& options_;
  std::vector<glm::dvec2> points_;  ///< of what is being drawn; device pixels
  scene::Combination how_ = scene::Combination::replace;
  glm::dvec2 hover_{-1};
  bool drawing_ = false;
};

}  // namespace fsm::desktop
