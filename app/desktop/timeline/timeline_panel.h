// The timeline: ruler, markers, the camera track and the scene-time track over clip time, with the transport below them.
#pragma once

#include <QWidget>
#include <vector>

#include "app/desktop/document/workspace.h"

class QAction;
class QScrollBar;
class QToolButton;

namespace fsm::desktop {

class Presets;
class TimelineView;
class TransportBar;

/// Adds the actions "animation.*" (keys, markers, in and out, presets) to the workspace; its transport bar adds "playback.*".
class TimelinePanel : public QWidget {
  Q_OBJECT
 public:
  explicit TimelinePanel(Workspace& workspace, QWidget* parent = nullptr);

  TimelineView* view() { return view_; }
  TransportBar* transport() { return transport_; }

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void addActions();
  void addPresets();
  QWidget* makeHeader();
  void showIcons();
  void showScroll();
  QPoint presetPlace() const;

  Workspace& workspace_;
  TimelineView* view_ = nullptr;
  TransportBar* transport_ = nullptr;
  Presets* presets_ = nullptr;
  QScrollBar* scroll_ = nullptr;
  QToolButton* presetButton_ = nullptr;
  std::vector<QAction*> presetActions_;
};

}  // namespace fsm::desktop
