// Selects what lies in a ball: the press takes the point of the scene under the mouse as its middle, the drag opens it. Shift,
// Control and Alt as in PictureTool.
#pragma once

#include <optional>

#include "app/desktop/viewport/tools/selection_options.h"
#include "app/desktop/viewport/tools/selector.h"
#include "app/desktop/viewport/viewport_panel.h"

namespace fsm::desktop {

class SphereTool : public QObject, public ViewportTool {
  Q_OBJECT
 public:
  SphereTool(Workspace& workspace, ViewportPanel& panel, Selector& selector, SelectionOptions& options);

  bool pointer(const PointerEvent& event) override;
  bool key(const QKeyEvent& event) override;
  void overlay(renderer::OverlayContent& content) const override;

 private:
  void found(const std::optional<glm::dvec3>& point);
  void finish();
  void cancel();
  /// World units.
  double radius() const;

  Workspace& workspace_;
  ViewportPanel& panel_;
  Selector& selector_;
  SelectionOptions& options_;
  scene::Combination how_ = scene::Combination::replace;
  glm::dvec2 pressed_{0}, at_{0};
  std::optional<glm::dvec3> centre_;  ///< once it is known
  bool drawing_ = false;              ///< from the press until the ball is asked for
  bool released_ = false;             ///< before the middle was known
  quint64 serial_ = 0;                ///< of the press: answers of older ones do not count
};

}  // namespace fsm::desktop
