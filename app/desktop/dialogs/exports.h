// Everything that leaves the program for another one, in the File menu: clips, splats, camera moves (which come back, too).
#pragma once

#include <QWidget>

#include "app/desktop/document/workspace.h"

namespace fsm::desktop {

/// Adds the actions file.export, file.export_splats, file.export_camera and file.import_camera. Their dialogs belong to `window`,
/// appear when they are first asked for, and are modeless.
void registerExports(Workspace& workspace, QWidget* window);

}  // namespace fsm::desktop
