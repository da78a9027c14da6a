#include "reconstruction/media/frame_selection.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

#include "reconstruction/core/error.h"

namespace fsm::media {
namespace {

/// Times in files are multiples of some tick; a bound typed by hand is met within this.
constexpr Seconds kTolerance = 1e-6;

Error wrongRange(const std::string& text) {
  return Error(ErrorCode::badInput, "The range \"" + text + "\" makes no sense. Write A:B in seconds, as 1.5:4, :4 or 1.5:.");
}

Seconds bound(const std::string& text, const std::string& whole, Seconds open) {
  if (text.empty()) return open;
  Seconds value = 0;
  const char* end = text.data() + text.size();
  const auto [stop, failure] = std::from_chars(text.data(), end, value);
  if (failure != std::errc() || stop != end || !std::isfinite(value)) throw wrongRange(whole);
  return value;
}

std::vector<int> inRange(std::span<const Seconds> times, const std::optional<std::pair<Seconds, Seconds>>& range) {
  std::vector<int> kept;
  for (size_t i = 0; i < times.size(); ++i)
    if (!range || (times[i] >= range->first - kTolerance && times[i] <= range->second + kTolerance))
      kept.push_back(static_cast<int>(i));
  return kept;
}

std::vector<int> evenly(const std::vector<int>& from, int count) {
  const auto available = static_cast<int>(from.size());
  if (count >= available) return from;
  if (count == 1) return {from.front()};
  std::vector<int> chosen;
  chosen.reserve(static_cast<size_t>(count));
  for (int i = 0; i < count; ++i)
    chosen.push_back(from[static_cast<size_t>(std::llround(static_cast<double>(i) * (available - 1) / (count - 1)))]);
  return chosen;
}

/// Ticks lie at the first frame's time + k / fps. A frame is kept when a tick lies nearer to it than to its neighbours.
std::vector<int> nearestToTicks(std::span<const Seconds> times, const std::vector<int>& from, double fps) {
  const Seconds start = times[from.front()];
  const auto lastTickUpTo = [&](Seconds time) { return std::floor((time - start) * fps + kTolerance); };
  std::vector<int> chosen{from.front()};
  for (size_t i = 1; i < from.size(); ++i) {
    const Seconds before = times[from[i - 1]], here = times[from[i]];
    if (here < before)
      throw Error(ErrorCode::badInput, "Frames cannot be chosen by rate: their times do not increase. Choose them by count.");
    const Seconds until = i + 1 < from.size() ? (here + times[from[i + 1]]) / 2 : here;
    if (lastTickUpTo(until) > lastTickUpTo((before + here) / 2)) chosen.push_back(from[i]);
  }
  return chosen;
}

void check(std::span<const Seconds> times, const FrameSelection& selection) {
  if (selection.count && *selection.count < 1) throw Error(ErrorCode::badInput, "Ask for at least one frame.");
  if (selection.fps && !(std::isfinite(*selection.fps) && *selection.fps > 0))
    throw Error(ErrorCode::badInput, "The rate of frames must be a number above zero.");
  if (selection.count && selection.fps)
    throw Error(ErrorCode::badInput, "Frames are chosen either by count or by rate. Leave one of the two out.");
  if (selection.sharpest && !selection.count && !selection.fps)
    throw Error(ErrorCode::badInput,
                "The sharpest frames are chosen where fewer are kept. Give a count or a rate of frames as well.");
  if (selection.range && !(selection.range->first <= selection.range->second))
    throw Error(ErrorCode::badInput, "The range's end lies before its beginning. Exchange them.");
  for (const Seconds time : times)
    if (!std::isfinite(time)) throw Error(ErrorCode::badInput, "A frame has no time. Give every frame a time in seconds.");
}

std::vector<int> candidatesOf(std::span<const Seconds> times, const FrameSelection& selection) {
  check(times, selection);
  const std::vector<int> candidates = inRange(times, selection.range);
  if (candidates.empty()) {
    if (times.empty()) throw Error(ErrorCode::badInput, "There are no frames to choose from.");
    throw Error(ErrorCode::badInput, "No frame lies in the asked range; there are frames from " + std::to_string(times.front()) +
                                         " to " + std::to_string(times.back()) + " s. Choose a range within.");
  }
  return candidates;
}

std::vector<int> chosenFrom(std::span<const Seconds> times, const std::vector<int>& candidates, const FrameSelection& selection) {
  if (selection.count) return evenly(candidates, *selection.count);
  return selection.fps ? nearestToTicks(times, candidates, *selection.fps) : candidates;
}

/// Positions in `candidates` nearest to `centre` within [first, last), at most `most`, centred.
std::vector<int> windowAround(const std::vector<int>& candidates, size_t centre, size_t first, size_t last, int most) {
  const auto half = static_cast<size_t>(std::max(0, (most - 1) / 2));
  const size_t begin = std::max(first, centre - std::min(centre, half)), end = std::min(last, centre + half + 1);
  return {candidates.begin() + static_cast<std::ptrdiff_t>(begin), candidates.begin() + static_cast<std::ptrdiff_t>(end)};
}

}  // namespace

std::pair<Seconds, Seconds> FrameSelection::parseRange(const std::string& text) {
  const size_t colon = text.find(':');
  if (colon == std::string::npos || text.find(':', colon + 1) != std::string::npos) throw wrongRange(text);
  constexpr Seconds kOpen = std::numeric_limits<Seconds>::infinity();
  const std::pair<Seconds, Seconds> range{bound(text.substr(0, colon), text, -kOpen), bound(text.substr(colon + 1), text, kOpen)};
  if (range.first > range.second) throw wrongRange(text);
  return range;
}

std::vector<int> selectFrames(std::span<const Seconds> times, const FrameSelection& selection) {
  if (selection.sharpest) throw Error(ErrorCode::internal, "The sharpest frames can only be chosen by looking at them.");
  return chosenFrom(times, candidatesOf(times, selection), selection);
}

std::vector<std::vector<int>> selectWindows(std::span<const Seconds> times, const FrameSelection& selection, int most) {
  const std::vector<int> candidates = candidatesOf(times, selection);
  const std::vector<int> chosen = chosenFrom(times, candidates, selection);
  std::vector<std::vector<int>> windows;
  if (!selection.sharpest) {
    for (const int frame : chosen) windows.push_back({frame});
    return windows;
  }
  std::vector<size_t> centres;
  centres.reserve(chosen.size());
  for (const int frame : chosen)
    centres.push_back(static_cast<size_t>(std::lower_bound(candidates.begin(), candidates.end(), frame) - candidates.begin()));
  for (size_t i = 0; i < centres.size(); ++i) {
    const size_t first = i > 0 ? (centres[i - 1] + centres[i]) / 2 + 1 : 0;
    const size_t last = i + 1 < centres.size() ? (centres[i] + centres[i + 1]) / 2 + 1 : candidates.size();
    windows.push_back(windowAround(candidates, centres[i], first, last, most));
  }
  return windows;
}

std::vector<int> sharpestOf(const std::vector<std::vector<int>>& windows, std::span<const double> sharpness) {
  std::vector<int> chosen;
  size_t next = 0;
  for (const std::vector<int>& window : windows) {
    size_t best = window.size() / 2;
    for (size_t i = 0; i < window.size(); ++i)
      if (sharpness[next + i] > sharpness[next + best]) best = i;
    chosen.push_back(window.at(best));
    next += window.size();
  }
  return chosen;
}

}  // namespace fsm::media
