// Sounds that the tests make for themselves: silence with clicks in it, and where the clicks of a sound are.
#pragma once

#include <cmath>
#include <cstdint>
#include <numbers>
#include <span>
#include <vector>

#include "reconstruction/media/sound.h"

namespace fsm::media {

/// A short burst at each of `clicks` (seconds): 2 ms of 3 kHz, which coders keep in its place. The right channel is half as loud.
inline std::vector<float> clickTrack(double seconds, const std::vector<double>& clicks) {
  std::vector<float> sound(static_cast<size_t>(std::llround(seconds * kSoundRate)) * 2, 0.0f);
  for (const double click : clicks) {
    const auto first = static_cast<int64_t>(std::llround(click * kSoundRate));
    for (int64_t i = 0; i < kSoundRate / 500; ++i) {
      const auto at = static_cast<size_t>(first + i) * 2;
      if (at + 1 >= sound.size()) break;
      sound[at] = 0.8f * static_cast<float>(std::sin(2 * std::numbers::pi * 3000 * static_cast<double>(i) / kSoundRate));
      sound[at + 1] = 0.5f * sound[at];
    }
  }
  return sound;
}

/// Seconds at which the left channel becomes louder than a quarter after at least 50 ms below that.
inline std::vector<double> clicksIn(std::span<const float> sound) {
  std::vector<double> clicks;
  int64_t quietSince = -kSoundRate;
  for (size_t i = 0; i < sound.size() / 2; ++i) {
    if (std::abs(sound[2 * i]) < 0.25f) continue;
    const auto now = static_cast<int64_t>(i);
    if (now - quietSince > kSoundRate / 20) clicks.push_back(static_cast<double>(i) / kSoundRate);
    quietSince = now;
  }
  return clicks;
}

inline float loudest(std::span<const float> sound) {
  float most = 0;
  for (const float sample : sound) most = std::max(most, std::abs(sample));
  return most;
}

}  // namespace fsm::media
