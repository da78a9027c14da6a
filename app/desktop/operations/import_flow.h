// From dropped footage to a scene that can be looked at, with what suits most footage.
#pragma once

#include <QStringList>
#include <filesystem>

#include "app/desktop/document/workspace.h"

namespace fsm::desktop {

/// Imports `sources` (one of any kind, or several videos of one event) into the project that is open, which is empty, and
/// reconstructs it with Gaussians: jobs, one after the other. Cameras are estimated where there are none. Captures with cameras
/// are opened where they lie. `dataFolder`: where captures go that cannot lie beside their footage.
void importAndReconstruct(Workspace& workspace, const QStringList& sources, const std::filesystem::path& dataFolder);

}  // namespace fsm::desktop
