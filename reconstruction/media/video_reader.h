// Video decoding by FFmpeg. One VideoReader reads one file's best video track, forward, with seeks.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "reconstruction/core/geometry.h"
#include "reconstruction/core/image.h"
#include "reconstruction/core/layered_image.h"

namespace fsm::media {

struct VideoInfo {
  ImageSize size;    ///< as shown: after rotation metadata and sample aspect ratio
  int rotation = 0;  ///< clockwise degrees applied: 0, 90, 180, 270
  bool mirrored = false;
  std::vector<Seconds>
      times;  ///< presentation time of each frame that is shown, increasing, first shown frame at >= 0; edit lists obeyed
  std::string codec;
  int bitDepth = 8;
  bool hdr = false;  ///< PQ or HLG: tone-mapped to SDR on read
  bool hasAudio = false;
  bool hasAlpha = false;
  double nominalFps = 0;
  Seconds origin = 0;  ///< of `times` on the container's clock, which its sound tracks share
};

class VideoReader {
 public:
  /// Opens and indexes: one pass over the packets (no decoding), exact times from the container. Throws notFound, unsupported,
  /// fileDamaged.
  explicit VideoReader(const std::filesystem::path& path);
  ~VideoReader();
  VideoReader(VideoReader&&) noexcept;
  VideoReader& operator=(VideoReader&&) noexcept;

  const VideoInfo& info() const;
  /// Calls `receive(index, image)` for each index (increasing). Images are display-referred sRGB/BT.709 RGB, upright, alpha over
  /// white. A frame that does not decode throws fileDamaged naming its time; frames before it have been delivered.
  void read(std::span<const int> indices, const std::function<void(int, Image&&)>& receive);
  /// The same with alpha beside the colours: display-referred, premultiplied; the file's own is taken as straight.
  void readLayers(std::span<const int> indices, const std::function<void(int, LayeredImage&&)>& receive);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// Whether the file's name or first bytes look like a video container.
bool isVideoFile(const std::filesystem::path& path);

}  // namespace fsm::media
