// What a clip is written as, from the name of its output and what was asked for: a video, one image, or a folder of images.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "reconstruction/core/image_file.h"
#include "reconstruction/media/video_writer.h"

namespace fsm::jobs {

struct ClipFormatRequest {
  std::string images;         ///< png (8 bits a sample), png16, exr; empty: as the ending says, png for a folder
  std::optional<bool> alpha;  ///< transparent where nothing is seen; empty: where the format is made for compositing
};

struct ClipFormat {
  enum class Kind { video, still, folder };
  enum class Images { png, exr };
  Kind kind = Kind::video;
  media::VideoCodec codec = media::VideoCodec::h264;  ///< of a video
  Images images = Images::png;                        ///< of a still and a folder
  PngDepth pngDepth = PngDepth::eight;
  bool alpha = false;

  /// With the dot: of the file, or of those in the folder.
  const char* ending() const;
};

/// NAME.mp4, NAME.mov, NAME.webm: video (H.264, ProRes 4444, VP9); NAME.png, NAME.exr: a still; anything else, and folders that
/// are there: a folder of images. Alpha, unless asked for or refused: ProRes, VP9 and EXR. Throws badInput for requests that
/// contradict each other, unsupported for other endings of pictures and videos.
ClipFormat clipFormatOf(const std::filesystem::path& output, const ClipFormatRequest& request);

}  // namespace fsm::jobs
