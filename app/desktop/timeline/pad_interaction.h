// What the mouse and the arrow keys do on the pad: they move the camera along the reference path and the event in time, both or
// one of them, and look nothing up in pixels beyond the map.
#pragma once

#include <QObject>
#include <memory>
#include <optional>

#include "app/desktop/document/workspace.h"
#include "app/desktop/timeline/drag_step.h"
#include "app/desktop/timeline/pad_content.h"
#include "app/desktop/timeline/timeline_interaction.h"

namespace fsm::desktop {

class PadInteraction : public QObject {
  Q_OBJECT
 public:
  explicit PadInteraction(Workspace& workspace, QObject* parent = nullptr);

  PadMap& map() { return map_; }
  const PadMap& map() const { return map_; }
  /// A drag goes on with the path that it began on.
  void setContent(std::shared_ptr<const PadContent> content);
  const PadContent& content() const { return *content_; }

  /// Where the view is now. Without a path, in the middle.
  PadPlace here() const;
  bool onPath() const;
  std::optional<size_t> dotAt(const QPointF& point) const;
  std::optional<size_t> hovered() const { return hovered_; }

  void press(const PointerInput& input);
  void move(const PointerInput& input);
  void release(const PointerInput& input);
  void leave();
  /// Ends a drag where it is.
  void stop();
  bool dragging() const { return drag_ != Drag::none; }

  /// By shares of the path and seconds of the event.
  void step(double along, Seconds time);
  /// Exactly where and when a frame was filmed.
  void goToDot(size_t dot);

 signals:
  void changed();  ///< what is shown, or what is hovered over

 private:
  enum class Drag { none, dot, free, pan };
  const animation::ReferencePath::Place& placed() const;
  void scrub(const PointerInput& input);
  void go(const PadPlace& place, bool camera, bool time);

  Workspace& workspace_;
  PadMap map_;
  std::shared_ptr<const PadContent> content_, waiting_;
  std::optional<size_t> hovered_;
  Drag drag_ = Drag::none;
  QPointF pressedAt_, lastAt_;
  PadPlace pressedPlace_;  ///< of the view before the drag: what the locked axis keeps
  std::unique_ptr<DragStep> step_;

  // The place of the camera: asked for several times a picture, and paths can be long.
  mutable animation::CameraPose placedPose_;
  mutable std::shared_ptr<const PadContent> placedIn_;
  mutable animation::ReferencePath::Place placed_;
};

}  // namespace fsm::desktop
