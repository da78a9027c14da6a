// Where one stands who opens a project.
#pragma once

#include "app/desktop/document/project.h"

namespace fsm::desktop {

/// The filmed camera at the moment nearest to `sceneTime`, upright; without poses, before the middle of the Gaussians; in an
/// empty project, four units before the origin.
Camera homeCamera(const Project& project, Seconds sceneTime);

}  // namespace fsm::desktop
