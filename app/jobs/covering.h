// How a picture of another shape shows what a camera filmed.
#pragma once

#include "reconstruction/core/geometry.h"

namespace fsm::jobs {

/// Intrinsics of an image of `size` that shows the middle of the image of `intrinsics`, filled, with the scale of both axes kept
/// in proportion.
Intrinsics covering(const Intrinsics& intrinsics, ImageSize size);

}  // namespace fsm::jobs
