// Videos by FFmpeg, marked BT.709 and limited range:
//   H.264 (.mp4, .mov)        4:2:0, 8 bits, no alpha; odd sizes get their last row or column repeated
//   HEVC (.mp4, .mov)         the same, by x265
//   ProRes 4444 (.mov)        4:4:4, 10 bits, alpha 16 bits in the file (10 are given to it)
//   VP9 (.webm)               4:2:0, 8 bits, alpha 8 bits as a second stream beside it, as browsers play it
// Alpha is straight: colours are not multiplied by it, which is what editing programs take for granted in ProRes 4444 and
// browsers in VP9. Sound, where there is some, is AAC in .mp4 and .mov, Opus in .webm. Colours of transparent pixels continue
// those of their surroundings, so that nothing bleeds into edges.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <span>

#include "reconstruction/core/image.h"
#include "reconstruction/core/layered_image.h"
#include "reconstruction/core/progress.h"

namespace fsm::media {

enum class VideoCodec { h264, hevc, prores4444, vp9 };

/// What a file's ending stands for (any case): .mp4 H.264, .mov ProRes 4444, .webm VP9; nothing for others.
std::optional<VideoCodec> codecOfEnding(const std::filesystem::path& path);

/// Writes under a temporary name; `finish` syncs and renames. Destroyed without `finish`: the temporary file is removed.
class VideoWriter {
 public:
  struct Options {
    double fps = 30;
    int quality = 17;                 ///< as x264's CRF: 0 (lossless in H.264) ... 51; ProRes has a rate of its own
    std::optional<VideoCodec> codec;  ///< empty: the ending's
    bool alpha = false;               ///< ProRes 4444 and VP9
    bool sound = false;               ///< with a sound track, which `addSound` fills
  };
  /// Throws badInput (sizes, rates, an ending that does not go with the codec or the alpha), unsupported (no such encoder here),
  /// writeFailed.
  VideoWriter(const std::filesystem::path& path, ImageSize size, const Options& options);
  ~VideoWriter();
  VideoWriter(VideoWriter&&) noexcept;

  /// Frames in order; all of one size. `time`: presentation time in seconds when frames are not evenly spaced (must increase),
  /// negative: index / fps. Throws badInput, writeFailed.
  void add(const Image& image, Seconds time = -1);
  /// Layers of a video without alpha are put over white, as the reader puts them.
  void add(const LayeredImage& image, Seconds time = -1);
  /// Samples as sound.h has them, from the clip's start on; more follow those before. Best given in step with the pictures.
  /// Throws internal for a video without sound, writeFailed.
  void addSound(std::span<const float> samples);
  /// `progress`: asked between packets whether to go on, since coders may hold back many frames.
  void finish(const Progress& progress = Progress());

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace fsm::media
