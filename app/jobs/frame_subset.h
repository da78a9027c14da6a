// Some of a capture's frames, as a capture of its own.
#pragma once

#include <vector>

#include "reconstruction/capture/capture.h"

namespace fsm::jobs {

/// Frames `kept[c]` (increasing) of camera c become its frames 0, 1, ...; cameras of which nothing is kept are left out.
/// A plan keeps the frames that are left. Throws badInput when nothing is left or an index is out of range.
Capture withFrames(const Capture& capture, const std::vector<std::vector<int>>& kept);

}  // namespace fsm::jobs
