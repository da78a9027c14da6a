// What a clip is written as, from the name of its output and what was asked for: a video, a GIF, one image, or a folder of
// images.
#pragma once

#include <filesystem>
#include <string>

#include "app/jobs/clip_quality.h"
#include "reconstruction/core/image_file.h"
#include "reconstruction/media/video_writer.h"

namespace fsm::jobs {

/// Of videos that are coded with losses: as media::VideoWriter takes it, smaller is better.
inline constexpr int kClipQuality = 17;

struct ClipFormatRequest {
  std::string images;  ///< png (8 bits a sample), png16, exr; empty: as the ending says, png for a folder
  std::string codec;   ///< h264, hevc, prores, vp9; empty: as the ending says
  int quality = kClipQuality;
};

struct ClipFormat {
  enum class Kind { video, gif, still, folder };
  enum class Images { png, exr };
  Kind kind = Kind::video;
  media::VideoCodec codec = media::VideoCodec::h264;  ///< of a video
  Images images = Images::png;                        ///< of a still and a folder
  PngDepth pngDepth = PngDepth::eight;
  bool alpha = false;  ///< pictures keep what is transparent
  int quality = kClipQuality;

  bool moves() const { return kind != Kind::still; }
  bool hasSound() const { return kind == Kind::video; }
};

/// NAME.mp4, NAME.mov, NAME.webm: video (H.264, ProRes 4444, VP9, unless another codec that the file can hold is asked for);
/// NAME.gif; NAME.png, NAME.exr: a still; anything else, and folders that are there: a folder of images. Transparent where
/// `background` says so; where it leaves it to the format: ProRes, VP9 and EXR, which are made for compositing. Throws badInput
/// for requests that contradict each other, unsupported for other endings of pictures and videos.
ClipFormat clipFormatOf(const std::filesystem::path& output, const ClipFormatRequest& request, Background::Kind background);

}  // namespace fsm::jobs
