// Which pictures are compared with which: all of few or unordered ones; of a video's the neighbours, some further apart, and
// landmarks with each other (a camera that comes back); of several cameras landmarks across.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "reconstruction/capture/poses/pose_pictures.h"

namespace fsm::poses {

/// Positions in `pictures`, first < second, without repeats, sorted. `unordered`: one a camera of the capture.
std::vector<std::pair<int, int>> picturePairs(const std::vector<PosePicture>& pictures, const std::vector<bool>& unordered);

}  // namespace fsm::poses
