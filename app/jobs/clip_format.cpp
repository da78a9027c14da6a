#include "app/jobs/clip_format.h"

#include <algorithm>
#include <cctype>
#include <set>

#include "reconstruction/core/error.h"

namespace fsm::jobs {

namespace fs = std::filesystem;

namespace {

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
  const std::optional<media::VideoCodec> codec = media::codecOfEnding(output);
  if (fs::is_directory(output, failed)) {
    format.kind = ClipFormat::Kind::folder;
  } else if (codec) {
    format.codec = *codec;
  } else if (ending == ".png" || ending == ".exr") {
    format.kind = ClipFormat::Kind::still;
    format.images = ending == ".exr" ? ClipFormat::Images::exr : ClipFormat::Images::png;
  } else {
    static const std::set<std::string> kOthers{".mkv", ".avi", ".m4v", ".gif", ".jpg", ".jpeg", ".tif", ".tiff", ".webp"};
    if (kOthers.count(ending))
      throw Error(ErrorCode::unsupported, "Files ending with " + ending +
                                              " are not written. Give a name ending with .mp4, .mov, .webm, .png or .exr, or a "
                                              "folder.");
    format.kind = ClipFormat::Kind::folder;
  }
  return format;
}

void applyImages(const std::string& images, ClipFormat& format) {
  if (images.empty()) return;
  if (images != "png" && images != "png16" && images != "exr")
    throw Error(ErrorCode::badInput, "'" + images + "' is not a format of images. Choose --format png, png16 or exr.");
  const ClipFormat::Images asked = images == "exr" ? ClipFormat::Images::exr : ClipFormat::Images::png;
  if (format.kind == ClipFormat::Kind::video)
    throw Error(ErrorCode::badInput, std::string("--format is for images, but a name ending with ") + format.ending() +
                                         " stands for a video. Give a folder, or leave --format out.");
  if (format.kind == ClipFormat::Kind::still && asked != format.images)
    throw Error(ErrorCode::badInput,
                "--format " + images + " does not go with a name ending with " + format.ending() + ". Change one of them.");
  format.images = asked;
  if (images == "png16") format.pngDepth = PngDepth::sixteen;
}

}  // namespace

const char* ClipFormat::ending() const {
  if (kind != Kind::video) return images == Images::exr ? ".exr" : ".png";
  switch (codec) {
    case media::VideoCodec::h264: return ".mp4";
    case media::VideoCodec::prores4444: return ".mov";
    case media::VideoCodec::vp9: break;
  }
  return ".webm";
}

ClipFormat clipFormatOf(const fs::path& output, const ClipFormatRequest& request) {
  ClipFormat format = byName(output);
  applyImages(request.images, format);
  const bool h264 = format.kind == ClipFormat::Kind::video && format.codec == media::VideoCodec::h264;
  if (h264 && request.alpha.value_or(false))
    throw Error(
        ErrorCode::badInput,
        "An .mp4 has no transparency. Give a name ending with .mov or .webm, or a folder of images, or leave --alpha out.");
  const bool forCompositing = format.kind == ClipFormat::Kind::video ? !h264 : format.images == ClipFormat::Images::exr;
  format.alpha = request.alpha.value_or(forCompositing);
  return format;
}

}  // namespace fsm::jobs
