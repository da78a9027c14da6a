// Why a picture is poor that is asked for far from all that was filmed.
#pragma once

#include <QString>

#include "reconstruction/capture/coverage.h"

namespace fsm::desktop {

/// One sentence that names the largest reason; empty where the view is near enough to an input.
QString gapText(const CoverageGap& gap);

}  // namespace fsm::desktop
