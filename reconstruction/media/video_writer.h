// H.264 in mp4 by FFmpeg: yuv420p, BT.709, limited range, tagged so; odd sizes get their last row or column repeated.
#pragma once

#include <filesystem>
#include <memory>

#include "reconstruction/core/image.h"

namespace fsm::media {

/// Writes under a temporary name; `finish` syncs and renames. Destroyed without `finish`: the temporary file is removed.
class VideoWriter {
 public:
  struct Options {
    double fps = 30;
    int quality = 17;  ///< x264 CRF: 0 lossless ... 51
  };
  VideoWriter(const std::filesystem::path& path, ImageSize size, const Options& options);
  ~VideoWriter();
  VideoWriter(VideoWriter&&) noexcept;

  /// Frames in order; all of one size. `time`: presentation time in seconds when frames are not evenly spaced (must increase),
  /// negative: index / fps.
  void add(const Image& image, Seconds time = -1);
  void finish();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace fsm::media
