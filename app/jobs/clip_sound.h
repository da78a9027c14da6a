// The sound of a clip: the footage's own where scene time runs at normal speed, silence elsewhere.
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <vector>

#include "reconstruction/core/geometry.h"

namespace fsm::jobs {

enum class SoundChoice {
  automatic,  ///< on where the clip plays at normal speed from one end to the other: neither loops nor freezes
  on,
  off
};

struct SoundRequest {
  SoundChoice choice = SoundChoice::automatic;
  std::filesystem::path file;  ///< whose sound; empty: the footage's
  Seconds offset = 0;          ///< seconds of the capture at which that file's clock is 0
};

inline constexpr double kNormalSpeed = 0.02;  ///< a slope within 1 +- this counts as normal speed

/// A piece of the clip that sounds: frames `first` to `last`, between which scene time runs evenly at about normal speed.
struct SoundPiece {
  size_t first = 0, last = 0;
  bool operator==(const SoundPiece&) const = default;
};

/// `moments`: scene time of each frame. Pieces of at least two frames, in order, not overlapping.
std::vector<SoundPiece> soundPieces(std::span<const Seconds> moments, double fps);
/// Whether all frames are one piece.
bool soundsThroughout(std::span<const Seconds> moments, double fps);

}  // namespace fsm::jobs
