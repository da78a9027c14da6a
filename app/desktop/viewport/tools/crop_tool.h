// A box in the world whose sides are moved by handles: what lies outside of it (or inside) is cropped away as one edit. It begins
// around what is selected, else around the scene, level with the up axis.
#pragma once

#include <optional>

#include "app/desktop/viewport/drawn_scene.h"
#include "app/desktop/viewport/viewport_panel.h"

namespace fsm::desktop {

/// Around nearly all of the Gaussians at `indices` (empty: of all) as they are at `time` (seconds), with its second axis along
/// `up`; [-1, 1]^3 in its own frame. Of many an even sample is looked at. Nothing where none can be drawn.
std::optional<glm::dmat4> boxAround(const scene::GaussianScene& scene, const std::vector<int64_t>& indices, Seconds time,
                                    const glm::dvec3& up);

class CropTool : public QObject, public ViewportTool {
  Q_OBJECT
 public:
  CropTool(Workspace& workspace, ViewportPanel& panel);

  bool pointer(const PointerEvent& event) override;
  bool key(const QKeyEvent& event) override;
  void overlay(renderer::OverlayContent& content) const override;
  Qt::CursorShape cursor() const override { return Qt::ArrowCursor; }

  /// Around the selection or the scene as they are now.
  void begin();
  const std::optional<glm::dmat4>& box() const { return box_; }
  void setBox(const glm::dmat4& world_from_box);
  /// One edit; Enter keeps what is inside.
  void apply(bool keepInside);

 private:
  /// Of the six sides (axis * 2, + 1 for the positive one); 6: the middle; nothing.
  std::optional<int> handleAt(const glm::dvec2& pixel) const;
  glm::dvec3 handle(int index) const;
  void drag(const glm::dvec2& to);

  Workspace& workspace_;
  ViewportPanel& panel_;
  std::optional<glm::dmat4> box_;
  std::optional<int> hovered_, dragged_;
  glm::dmat4 pressedBox_{1.0};
  glm::dvec2 pressed_{0};
};

}  // namespace fsm::desktop
