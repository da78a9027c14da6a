// Where a preset's move starts: the view before the artist, and the middle of what was filmed.
#pragma once

#include "app/animation/presets.h"
#include "app/desktop/document/workspace.h"

namespace fsm::desktop {

/// The pivot is where the filmed cameras look; of a splat file where most Gaussians are; else ahead of the camera.
animation::PresetStage presetStage(const Workspace& workspace);

}  // namespace fsm::desktop
