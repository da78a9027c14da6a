// What each codec of the VideoWriter asks of FFmpeg: container, encoder, pixel formats, settings. Not for other modules.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "reconstruction/media/ffmpeg.h"
#include "reconstruction/media/video_writer.h"

namespace fsm::media {

struct VideoEncoding {
  const char* container = "mp4";                              ///< FFmpeg's name of the muxer
  const char* encoder = "libx264";                            ///< FFmpeg's name
  AVPixelFormat stored{};                                     ///< what the encoder takes
  AVPixelFormat given{};                                      ///< what frames are handed over as: RGB24, RGBA, RGB48 or RGBA64
  bool evenSides = false;                                     ///< frames are padded to even sides
  int64_t ticksPerSecond = 90000;                             ///< of presentation times
  std::vector<std::pair<const char*, std::string>> settings;  ///< of the encoder
  unsigned tag = 0;                                           ///< in the container; 0: the container's choice
  const char* soundEncoder = "aac";                           ///< FFmpeg's name
  bool soundDelayApart = false;  ///< the container says apart by how much the coder delays sound, and readers subtract it

  bool alpha() const { return given == AV_PIX_FMT_RGBA || given == AV_PIX_FMT_RGBA64; }
  bool wide() const { return given == AV_PIX_FMT_RGB48 || given == AV_PIX_FMT_RGBA64; }
};

/// Throws badInput where the ending, the codec and the alpha do not go together.
VideoEncoding encodingFor(const std::filesystem::path& path, const VideoWriter::Options& options);

}  // namespace fsm::media
