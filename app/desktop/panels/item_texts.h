// Things of a project in a line, for lists and tool tips.
#pragma once

#include <QString>

#include "app/desktop/document/project.h"

namespace fsm::desktop {

/// "200,000 Gaussians · model default · made 2026-11-22 13:20".
QString summary(const Version& version);
/// "1,204 Gaussians deleted from 0.5 s to 1.2 s".
QString summary(const scene::Edit& edit);

}  // namespace fsm::desktop
