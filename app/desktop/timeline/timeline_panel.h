// The timeline: ruler, markers, the camera track and the scene-time track over clip time, with the transport below them.
#pragma once

#include <QWidget>

#include "app/desktop/document/workspace.h"

class QAction;
class QToolBar;

namespace fsm::desktop {

class TimelineView;
class TransportBar;

/// Adds the actions "animation.*" (keys, markers, in and out, presets) to the workspace; its transport bar adds "playback.*".
class TimelinePanel : public QWidget {
  Q_OBJECT
 public:
  explicit TimelinePanel(Workspace& workspace, QWidget* parent = nullptr);

  TimelineView* view() { return view_; }
  TransportBar* transport() { return transport_; }

 private:
  void addActions();
  QWidget* makeHeader();

  Workspace& workspace_;
  TimelineView* view_ = nullptr;
  TransportBar* transport_ = nullptr;
};

}  // namespace fsm::desktop
