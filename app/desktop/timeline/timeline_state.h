// What the parts of the timeline share: what is on screen, what is selected, and the one way to change the animation.
#pragma once

#include <QObject>
#include <functional>
#include <optional>

#include "app/desktop/document/workspace.h"
#include "app/desktop/timeline/timeline_edits.h"
#include "app/desktop/timeline/timeline_hits.h"
#include "app/desktop/timeline/timeline_layout.h"

namespace fsm::desktop {

class TimelineState : public QObject {
  Q_OBJECT
 public:
  explicit TimelineState(Workspace& workspace, QObject* parent = nullptr);

  Workspace& workspace() const { return workspace_; }
  const animation::Animation& animation() const { return workspace_.document.project().animation; }
  const animation::SceneSpan& span() const { return workspace_.view.span(); }
  const TimelineLayout& layout() const { return layout_; }

  void resize(const QSizeF& size, double textHeight, double gutter);
  /// Changes what part of clip time is shown.
  void changeAxis(const std::function<void(TimeAxis&)>& change);
  /// While a key is dragged, the scene axis stays as it is: it would run away from the mouse.
  void holdSceneAxis(bool hold);

  const KeySelection& selection() const { return selection_; }
  void select(const KeySelection& selection);
  Row focusRow() const { return focusRow_; }
  void setFocusRow(Row row);

  bool snapping() const { return snapping_; }
  void setSnapping(bool on) { snapping_ = on; }
  /// Nearest frame, key or marker of `animation`, or the playhead, to clip time `at`, within a few pixels; `without`: moments
  /// that do not count.
  double snap(const animation::Animation& animation, double at, std::span<const double> without, bool toPlayhead) const;
  /// The nearest frame, on the timeline.
  double frameNear(double at) const;

  /// One step of undo; steps with the same `mergeKey` become one. Errors are told by a message; whether it was done.
  bool edit(const QString& text, const std::function<EditedAnimation(const animation::Animation&)>& change,
            const QString& mergeKey = {});

  struct Overlay {
    std::optional<QRectF> box;       ///< being drawn to select
    std::optional<double> snapLine;  ///< clip time that the drag rests at
    TimelineHit hover;
  };
  const Overlay& overlay() const { return overlay_; }
  void setOverlay(const Overlay& overlay);

 signals:
  void contentChanged();    ///< what is drawn rarely: tracks, axes, selection
  void overlayChanged();    ///< what follows the mouse
  void selectionChanged();  ///< besides contentChanged

 private:
  void onDocumentChanged(Document::Parts parts);
  void tellSelection();

  Workspace& workspace_;
  TimelineLayout layout_;
  KeySelection selection_;
  Overlay overlay_;
  Row focusRow_ = Row::camera;
  bool snapping_ = true, sceneAxisHeld_ = false, editing_ = false;
};

}  // namespace fsm::desktop
