// A file of sound alone: AAC in .m4a.
#pragma once

#include <filesystem>
#include <memory>
#include <span>

namespace fsm::media {

/// Writes under a temporary name; `finish` syncs and renames. Destroyed without `finish`: nothing is left.
class SoundFileWriter {
 public:
  /// Throws unsupported (no such encoder here), writeFailed.
  explicit SoundFileWriter(const std::filesystem::path& path);
  ~SoundFileWriter();
  SoundFileWriter(SoundFileWriter&&) noexcept;

  /// Samples as sound.h has them; more follow those before. Throws writeFailed.
  void add(std::span<const float> samples);
  void finish();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace fsm::media
