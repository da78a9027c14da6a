// A phone's own recording of a room, and further recordings of the same made from it: another start, gain, noise, coded anew.
#pragma once

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <vector>

#include "reconstruction/media/audio_track_reader.h"
#include "reconstruction/media/sound.h"
#include "reconstruction/media/video_writer.h"
#include "tests/media/scratch_video.h"

namespace fsm::media {

/// Five seconds, -32 dB on average, nobody speaks. It need not be there.
inline std::filesystem::path roomRecording() {
  const char* given = std::getenv("FSM_DATA");
  const std::filesystem::path data = given != nullptr ? given : FSM_DEFAULT_DATA;
  return data / "media/androidx/internal_emulator_transformer_output_270_rotated.mp4";
}

/// `target` shows something else and sounds like `source` from `begin` seconds on, `gain` times as loud, under white noise
/// `noise` (root mean square).
inline void recordAgain(const std::filesystem::path& source, const std::filesystem::path& target, double begin, double seconds,
                        float gain, float noise) {
  constexpr double kFps = 25;
  constexpr ImageSize kSize{64, 48};
  const auto frames = static_cast<size_t>(std::floor(seconds * kFps));
  constexpr size_t kFrameSamples = static_cast<size_t>(kSoundRate / kFps);
  std::vector<float> sound =
      AudioTrackReader(source).read(static_cast<int64_t>(std::llround(begin * kSoundRate)), frames * kFrameSamples);
  std::mt19937 random(3);
  std::normal_distribution<float> hiss(0, 1);
  for (float& sample : sound) sample = gain * sample + noise * hiss(random);
  VideoWriter writer(target, kSize, {.fps = kFps, .sound = true});
  for (size_t f = 0; f < frames; ++f) {
    writer.add(smoothFrame(kSize, static_cast<int>(f)));
    writer.addSound(std::span(sound).subspan(2 * f * kFrameSamples, 2 * kFrameSamples));
  }
  writer.finish();
}

}  // namespace fsm::media
