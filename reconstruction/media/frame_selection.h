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
  bool sharpest = false;  ///< with `count` or `fps`: of the frames around each kept one, the sharpest in its place
  static std::pair<Seconds, Seconds> parseRange(const std::string& text);
};

/// Indices into `times`, increasing. Throws badInput when nothing is left or a value makes no sense, and where frames must be
/// looked at (`sharpest`): that takes the windows below.
std::vector<int> selectFrames(std::span<const Seconds> times, const FrameSelection& selection);

/// For each frame to keep the frames that it may be chosen from, as indices into `times`: disjoint, all increasing. Single frames
/// without `sharpest`; with it those nearer to the kept frame than half way to its neighbours, at most `most` (the nearest).
/// Throws as selectFrames.
std::vector<std::vector<int>> selectWindows(std::span<const Seconds> times, const FrameSelection& selection, int most = 5);

/// The sharpest frame of each window; of equals the one nearest to the window's middle. `sharpness[i]` is that of the i-th frame
/// over all windows one after the other.
std::vector<int> sharpestOf(const std::vector<std::vector<int>>& windows, std::span<const double> sharpness);

}  // namespace fsm::media
