// Camera moves from and to files of other programs: asks for the file and starts the work.
#pragma once

#include <QWidget>

#include "app/desktop/document/workspace.h"

namespace fsm::desktop {

/// `window`: over which the dialog appears. Without camera keys there is nothing to export: a message says so.
void askForCameraExport(Workspace& workspace, QWidget* window);
void askForCameraImport(Workspace& workspace, QWidget* window);

}  // namespace fsm::desktop
