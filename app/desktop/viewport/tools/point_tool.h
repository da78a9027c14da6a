// Points of the scene that are clicked one after the other: two for a distance, from which the scene gets its scale; three for
// the ground, from which it gets its up axis. A click takes what is seen under the mouse; a drag is navigation's.
#pragma once

#include <optional>
#include <vector>

#include "app/desktop/viewport/viewport_panel.h"

namespace fsm::desktop {

class PointTool : public QObject, public ViewportTool {
  Q_OBJECT
 public:
  enum class Purpose { distance, ground };
  PointTool(Purpose purpose, Workspace& workspace, ViewportPanel& panel);

  bool pointer(const PointerEvent& event) override;
  bool key(const QKeyEvent& event) override;
  void overlay(renderer::OverlayContent& content) const override;

  void begin();
  /// World; as many as were clicked.
  const std::vector<glm::dvec3>& points() const { return points_; }
  /// Of two points, world units.
  std::optional<double> distance() const;
  /// Scales the scene about the first point so that the distance becomes `length`; one edit. Throws badInput for lengths that are
  /// none.
  void setDistance(double length);

 signals:
  void pointsChanged();

 private:
  size_t wanted() const { return purpose_ == Purpose::distance ? 2 : 3; }
  void add(const glm::dvec3& point);
  void setGround();

  Purpose purpose_;
  Workspace& workspace_;
  ViewportPanel& panel_;
  std::vector<glm::dvec3> points_;
  quint64 serial_ = 0;  ///< of the newest question
};

/// The unit normal of the plane through three points on the side that `above` lies on; nothing where they lie on a line.
std::optional<glm::dvec3> groundNormal(const glm::dvec3& a, const glm::dvec3& b, const glm::dvec3& c, const glm::dvec3& above);

}  // namespace fsm::desktop
