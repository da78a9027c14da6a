// The order in which cameras that stand around something lie.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "app/animation/camera_pose.h"

namespace fsm::animation {

/// Indices of `cameras` in their order by angle about what they look at (a ring opens at its widest gap), or, where they look in
/// parallel, along the direction in which they lie. From left to right, as they see it themselves.
std::vector<size_t> rowOrder(std::span<const CameraPose> cameras);

}  // namespace fsm::animation
