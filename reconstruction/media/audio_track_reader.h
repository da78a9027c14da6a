// The sound of a file, any part of it, exact to the sample: stereo float at 48 kHz whatever the file has (sound.h).
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <vector>

#include "reconstruction/core/geometry.h"

namespace fsm::media {

class AudioTrackReader {
 public:
  /// Opens the first sound track. `origin`: which moment of the container's clock is 0 (VideoInfo::origin, so that sound and
  /// pictures of a video share a clock). Throws notFound, badInput (no sound in it), unsupported, fileDamaged.
  explicit AudioTrackReader(const std::filesystem::path& path, Seconds origin = 0);
  ~AudioTrackReader();
  AudioTrackReader(AudioTrackReader&&) noexcept;

  /// Samples `first` to `first + count` (a channel; 48000 a second, 0 at the origin, may be negative), interleaved: 2 * count
  /// values. What the file does not have, or what does not decode, is silence. Reading forward is quick; back is a seek.
  std::vector<float> read(int64_t first, size_t count);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// Whether there is a sound track that can be decoded. Never throws for a file that is not there or is something else.
bool hasSound(const std::filesystem::path& path);

}  // namespace fsm::media
