// The dominant motion between two pictures as a plane's: all that a camera that turns can do, and a distant background.
#pragma once

#include <optional>
#include <span>

#include "reconstruction/capture/poses/block_motion.h"

namespace fsm::poses {

/// Takes pixel indices of the first picture to the second: p2 ~ H (p1, 1). By RANSAC with a fixed seed, then least squares over
/// the blocks that agree within 1.5 pixels; nothing where fewer than eight, or fewer than a third, do.
std::optional<glm::dmat3> dominantHomography(std::span<const BlockShift> shifts);

/// Where it puts a pixel.
glm::dvec2 apply(const glm::dmat3& homography, const glm::dvec2& pixel);

}  // namespace fsm::poses
