// What the mouse does on the timeline: select, drag, scrub, pan. Knows nothing of painting; positions are those of the layout.
#pragma once

#include <QObject>
#include <Qt>
#include <memory>
#include <vector>

#include "app/desktop/timeline/drag_step.h"
#include "app/desktop/timeline/timeline_state.h"

namespace fsm::desktop {

struct PointerInput {
  QPointF position;
  Qt::MouseButton button = Qt::NoButton;  ///< of a press or release
  Qt::KeyboardModifiers modifiers;
};

/// Held while dragging: Ctrl does not snap; Shift keeps a key in its time or on its value, and parts the two handles of a key.
class TimelineInteraction : public QObject {
  Q_OBJECT
 public:
  explicit TimelineInteraction(TimelineState& state, QObject* parent = nullptr);

  void press(const PointerInput& input);
  void move(const PointerInput& input);  ///< with or without a button
  void release(const PointerInput& input);
  void leave();
  /// Takes back what the drag under way did. Whether there was one.
  bool cancel();
  /// Ends the drag under way where it is.
  void stop() { end(); }
  bool dragging() const { return drag_ != Drag::none; }
  TimelineHit hitAt(const QPointF& position) const;

 signals:
  void easingWanted(size_t cameraKey, QPointF position);  ///< its icon was clicked

 private:
  enum class Drag { none, scrub, keys, box, in, out, range, handleIn, handleOut, pan, easing };

  void pressKey(const PointerInput& input, const TimelineHit& hit);
  void begin(Drag drag, const PointerInput& input, const QString& text = {});
  void end();
  void scrub(const PointerInput& input);
  void dragKeys(const PointerInput& input);
  void dragBox(const PointerInput& input);
  void dragRange(const PointerInput& input);
  void dragHandle(const PointerInput& input);
  double snapped(double at, const PointerInput& input, bool toPlayhead);
  void change(const std::function<EditedAnimation(const animation::Animation&)>& change);

  TimelineState& state_;
  Drag drag_ = Drag::none;
  TimelineHit grabbed_;
  QPointF pressedAt_, lastAt_;
  bool moved_ = false, deselectOnClick_ = false;
  animation::Animation before_;  ///< when the drag began: every move starts from it
  KeySelection selectedBefore_;
  std::vector<double> notTargets_;  ///< moments of what is dragged
  std::unique_ptr<DragStep> step_;
};

}  // namespace fsm::desktop
