// The view-time pad: camera position along the reference path across, scene time upwards. Any view and time is one drag away.
#pragma once

#include <QWidget>

#include "app/desktop/document/workspace.h"

namespace fsm::desktop {

class PadView;

class PadPanel : public QWidget {
  Q_OBJECT
 public:
  explicit PadPanel(Workspace& workspace, QWidget* parent = nullptr);

  PadView* view() { return view_; }

 private:
  PadView* view_ = nullptr;
};

}  // namespace fsm::desktop
