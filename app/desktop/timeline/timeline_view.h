// The drawn part of the timeline as a widget: passes events on to what they mean, keeps the picture of what changes rarely.
#pragma once

#include <QPixmap>
#include <QWidget>

#include "app/desktop/timeline/timeline_commands.h"
#include "app/desktop/timeline/timeline_interaction.h"
#include "app/desktop/timeline/timeline_state.h"

namespace fsm::desktop {

/// Keyboard, with the focus: arrows move the selected keys by a frame (Shift: ten), up and down by a frame of scene time;
/// Ctrl+Left/Right go from key to key, Tab to the next track, Enter edits, Delete, Ctrl+C/X/V/D/A, + and - zoom, F shows all.
class TimelineView : public QWidget {
  Q_OBJECT
 public:
  explicit TimelineView(Workspace& workspace, QWidget* parent = nullptr);

  TimelineState& state() { return state_; }
  TimelineCommands& commands() { return commands_; }
  /// Opens the exact numbers of a key beside it.
  void editKey(KeyId key);
  void fit();
  void zoom(double factor);

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 protected:
  bool event(QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void changeEvent(QEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void hideEvent(QHideEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  bool focusNextPrevChild(bool next) override;

 private:
  void place();
  void redraw();
  void movePlayhead();
  void showCursor();
  /// What a key press means here; empty: nothing.
  std::function<void()> commandOf(const QKeyEvent& event);
  std::function<void()> arrowCommand(const QKeyEvent& event);
  void editSelected();
  void showEasings(size_t cameraKey, const QPointF& position);

  TimelineState state_;
  TimelineCommands commands_;
  TimelineInteraction interaction_;
  QPixmap still_;
  bool stale_ = true;
  double playheadX_ = -100;
  TimelineHit hovered_;
};

}  // namespace fsm::desktop
