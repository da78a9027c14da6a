// What the import panel says.
#pragma once

#include <QString>

#include "app/jobs/import_estimate.h"
#include "reconstruction/core/progress.h"

namespace fsm::desktop {

/// "About 40 s: cameras 25 s, scene 15 s. 2.1 GB on this computer." `known`: the cameras are there already.
QString estimateText(const jobs::ImportWork& work, const jobs::ImportEstimate& estimate, const jobs::ImportMachine& machine,
                     bool known);
/// No camera is read, or nothing lies between in and out.
QString nothingLeftText();
/// What can be expected of a camera that turned out not to move.
QString staticCameraText();
/// "Reading frames, 40 %, 12 s left".
QString progressText(const ProgressReport& report);

}  // namespace fsm::desktop
