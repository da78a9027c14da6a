// What is known of a camera's lens before anything is measured.
#pragma once

#include <optional>
#include <vector>

#include "reconstruction/capture/capture.h"

namespace fsm::poses {

/// Focal length over the longer side, for each camera: from `fieldOfView` (degrees across the longer side) where given, else the
/// capture's own where it has one, else from the EXIF of stills, else that of a phone's video (60 degrees). Throws badInput for
/// an angle that no lens has.
std::vector<double> guessFocalRatios(const Capture& capture, std::optional<double> fieldOfView);

}  // namespace fsm::poses
