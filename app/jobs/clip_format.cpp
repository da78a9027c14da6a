#include "app/jobs/clip_format.h"

#include <algorithm>
#include <cctype>
#include <set>

#include "reconstruction/core/error.h"

namespace fsm::jobs {

namespace fs = std::filesystem;

namespace {

using media::VideoCodec;

std::string endingOf(const fs::path& path) {
  std::string ending = path.extension().string();
  std::transform(ending.begin(), ending.end(), ending.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return ending;
}

ClipFormat byName(const fs::path& output) {
  ClipFormat format;
  std::error_code failed;
  const std::string ending = endingOf(output);
  const std::optional<VideoCodec> codec = media::codecOfEnding(output);
  if (fs::is_directory(output, failed)) {
    format.kind = ClipFormat::Kind::folder;
  } else if (codec) {
    format.codec = *codec;
  } else if (ending == ".gif") {
    format.kind = ClipFormat::Kind::gif;
  } else if (ending == ".png" || ending == ".exr") {
    format.kind = ClipFormat::Kind::still;
    format.images = ending == ".exr" ? ClipFormat::Images::exr : ClipFormat::Images::png;
  } else {
    static const std::set<std::string> kOthers{".mkv", ".avi", ".m4v", ".jpg", ".jpeg", ".tif", ".tiff", ".webp"};
    if (kOthers.count(ending))
      throw Error(ErrorCode::unsupported, "Files ending with " + ending +
                                              " are not written. Give a name ending with .mp4, .mov, .webm, .gif, .png or .exr, "
                                              "or a folder.");
    format.kind = ClipFormat::Kind::folder;
  }
  return format;
}

void applyImages(const std::string& images, const std::string& ending, ClipFormat& format) {
  if (images.empty()) return;
  if (images != "png" && images != "png16" && images != "exr")
    throw Error(ErrorCode::badInput, "'" + images + "' is not a format of images. Choose --format png, png16 or exr.");
  const ClipFormat::Images asked = images == "exr" ? ClipFormat::Images::exr : ClipFormat::Images::png;
  if (format.kind == ClipFormat::Kind::video || format.kind == ClipFormat::Kind::gif)
    throw Error(ErrorCode::badInput, "--format is for images, but a name ending with " + ending +
                                         " stands for a video. Give a folder, or leave --format out.");
  if (format.kind == ClipFormat::Kind::still && asked != format.images)
    throw Error(ErrorCode::badInput,
                "--format " + images + " does not go with a name ending with " + ending + ". Change one of them.");
  format.images = asked;
  if (images == "png16") format.pngDepth = PngDepth::sixteen;
}

void applyCodec(const std::string& codec, const std::string& ending, ClipFormat& format) {
  if (codec.empty()) return;
  struct Choice {
    const char* name;
    VideoCodec codec;
    std::set<std::string> endings;
  };
  static const Choice kChoices[] = {{"h264", VideoCodec::h264, {".mp4", ".mov"}},
                                    {"hevc", VideoCodec::hevc, {".mp4", ".mov"}},
                                    {"prores", VideoCodec::prores4444, {".mov"}},
                                    {"vp9", VideoCodec::vp9, {".webm"}}};
  for (const Choice& choice : kChoices) {
    if (codec != choice.name) continue;
    if (format.kind == ClipFormat::Kind::video && choice.endings.count(ending)) {
      format.codec = choice.codec;
      return;
    }
    std::string endings;
    for (const std::string& good : choice.endings) endings += (endings.empty() ? "" : " or ") + good;
    throw Error(ErrorCode::badInput,
                "--codec " + codec + " goes into files ending with " + endings + ". Change the name, or leave --codec out.");
  }
  throw Error(ErrorCode::badInput, "'" + codec + "' is not a codec. Choose --codec h264, hevc, prores or vp9.");
}

/// Whether pictures that are transparent in parts can be kept.
bool canBeTransparent(const ClipFormat& format) {
  return format.kind != ClipFormat::Kind::video || format.codec == VideoCodec::prores4444 || format.codec == VideoCodec::vp9;
}

bool forCompositing(const ClipFormat& format) {
  if (format.kind == ClipFormat::Kind::gif) return false;
  return format.kind == ClipFormat::Kind::video ? canBeTransparent(format) : format.images == ClipFormat::Images::exr;
}

}  // namespace

ClipFormat clipFormatOf(const fs::path& output, const ClipFormatRequest& request, Background::Kind background) {
  ClipFormat format = byName(output);
  applyImages(request.images, endingOf(output), format);
  applyCodec(request.codec, endingOf(output), format);
  format.quality = request.quality;
  const bool transparent = background == Background::Kind::transparent;
  if (transparent && !canBeTransparent(format))
    throw Error(
        ErrorCode::badInput,
        "H.264 and HEVC videos have no transparency. Give a name ending with .mov (ProRes), .webm or .gif, or a folder of "
        "images, or choose another background.");
  format.alpha = transparent || (background == Background::Kind::automatic && forCompositing(format));
  return format;
}

}  // namespace fsm::jobs
