// Animated GIFs by FFmpeg: one palette of 256 colours for the whole clip (median cut over all frames), error-diffused, looping.
// Frames wait on the disk, beside the file that is to be, until the palette is known. Transparency is all or nothing: pixels that
// are covered by less than half are transparent.
#pragma once

#include <filesystem>
#include <memory>

#include "reconstruction/core/layered_image.h"
#include "reconstruction/core/progress.h"

namespace fsm::media {

/// GIFs count hundredths of a second, and players slow down what is shorter than two of them.
inline constexpr double kFastestGif = 50;

/// Writes under a temporary name; `finish` syncs and renames. Destroyed without `finish`: nothing is left.
class GifWriter {
 public:
  struct Options {
    double fps = 25;
    bool transparent = false;  ///< keep what is transparent; else it is put over white
    bool loops = true;         ///< for ever, or once
  };
  /// Throws badInput (sizes, rates above kFastestGif), unsupported (FFmpeg without its parts), writeFailed.
  GifWriter(const std::filesystem::path& path, ImageSize size, const Options& options);
  ~GifWriter();
  GifWriter(GifWriter&&) noexcept;

  /// Frames in order; all of one size. Throws badInput, writeFailed.
  void add(const LayeredImage& image);
  /// Finds the palette and encodes; advances the caller's stage. Throws badInput without frames, cancelled, writeFailed.
  void finish(Progress& progress);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace fsm::media
