// Which frames of a video to keep.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "reconstruction/core/geometry.h"

namespace fsm::media {

struct FrameSelection {
  std::optional<std::pair<Seconds, Seconds>> range;  ///< inclusive; "A:B" in seconds, either side may be empty
  std::optional<int> count;                          ///< spread evenly over the range, first and last included
  std::optional<double> fps;                         ///< the frame nearest to each tick, no frame twice
  static std::pair<Seconds, Seconds> parseRange(const std::string& text);
};

/// Indices into `times`, increasing. Throws badInput when nothing is left or a value makes no sense.
std::vector<int> selectFrames(std::span<const Seconds> times, const FrameSelection& selection);

}  // namespace fsm::media
