#include "reconstruction/media/video_encoding.h"

#include <algorithm>
#include <cctype>
#include <cmath>

#include "reconstruction/core/error.h"

namespace fsm::media {
namespace {

std::string endingOf(const std::filesystem::path& path) {
  std::string ending = path.extension().string();
  std::transform(ending.begin(), ending.end(), ending.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return ending;
}

/// A clock in which frames at the usual rates (24000/1001 too) are an exact number of ticks apart.
int64_t fineTicks(double fps) {
  constexpr int64_t kFinest = 90000;
  const AVRational rate = av_d2q(fps, 30000);
  if (rate.num < 1 || rate.num > kFinest) return kFinest;
  return rate.num * ((kFinest + rate.num - 1) / rate.num);
}

VideoEncoding h264(const VideoWriter::Options& options, bool mov) {
  VideoEncoding encoding;
  encoding.container = mov ? "mov" : "mp4";
  encoding.encoder = "libx264";
  encoding.stored = AV_PIX_FMT_YUV420P;
  encoding.given = AV_PIX_FMT_RGB24;
  encoding.evenSides = true;
  encoding.ticksPerSecond = fineTicks(options.fps);
  encoding.settings = {{"crf", std::to_string(options.quality)}, {"preset", "medium"}};
  return encoding;
}

VideoEncoding hevc(const VideoWriter::Options& options, bool mov) {
  VideoEncoding encoding = h264(options, mov);
  encoding.encoder = "libx265";
  // x265's scale looks the same about four steps further on; its own lines on standard error are not wanted.
  encoding.settings = {{"crf", std::to_string(std::min(51, options.quality + 4))},
                       {"preset", "medium"},
                       {"x265-params", "log-level=none:repeat-headers=0"}};
  // Players of Apple's take this tag only.
  encoding.tag = MKTAG('h', 'v', 'c', '1');
  return encoding;
}

VideoEncoding prores(const VideoWriter::Options& options) {
  VideoEncoding encoding;
  encoding.container = "mov";
  encoding.encoder = "prores_ks";
  encoding.stored = options.alpha ? AV_PIX_FMT_YUVA444P10 : AV_PIX_FMT_YUV444P10;
  encoding.given = options.alpha ? AV_PIX_FMT_RGBA64 : AV_PIX_FMT_RGB48;
  encoding.ticksPerSecond = fineTicks(options.fps);
  // Some programs refuse files whose vendor is not Apple's.
  encoding.settings = {{"profile", "4444"}, {"vendor", "apl0"}, {"alpha_bits", options.alpha ? "16" : "0"}};
  return encoding;
}

VideoEncoding vp9(const VideoWriter::Options& options) {
  VideoEncoding encoding;
  encoding.container = "webm";
  encoding.encoder = "libvpx-vp9";
  encoding.stored = options.alpha ? AV_PIX_FMT_YUVA420P : AV_PIX_FMT_YUV420P;
  encoding.given = options.alpha ? AV_PIX_FMT_RGBA : AV_PIX_FMT_RGB24;
  encoding.ticksPerSecond = 1000;  // all that the container can say
  // The same look as x264's scale of 51 steps on a scale of 63; constant quality needs a rate of 0.
  const long quality = std::lround(options.quality * 63 / 51.0);
  encoding.settings = {{"crf", std::to_string(quality)}, {"b", "0"}, {"deadline", "good"}, {"cpu-used", "4"}, {"row-mt", "1"}};
  encoding.soundEncoder = "libopus";
  encoding.soundDelayApart = true;
  // Hidden reference frames have no counterpart in the alpha stream.
  if (options.alpha) encoding.settings.emplace_back("auto-alt-ref", "0");
  return encoding;
}

}  // namespace

std::optional<VideoCodec> codecOfEnding(const std::filesystem::path& path) {
  const std::string ending = endingOf(path);
  if (ending == ".mp4") return VideoCodec::h264;
  if (ending == ".mov") return VideoCodec::prores4444;
  if (ending == ".webm") return VideoCodec::vp9;
  return std::nullopt;
}

VideoEncoding encodingFor(const std::filesystem::path& path, const VideoWriter::Options& options) {
  const std::optional<VideoCodec> usual = codecOfEnding(path);
  if (!usual)
    throw Error(ErrorCode::badInput, "A video's name must end with .mp4, .mov or .webm, but \"" + path.filename().string() +
                                         "\" does not. Choose another name.");
  const VideoCodec codec = options.codec.value_or(*usual);
  const std::string ending = endingOf(path);
  const bool h26x = codec == VideoCodec::h264 || codec == VideoCodec::hevc;
  if (codec != usual && !(h26x && (ending == ".mov" || ending == ".mp4")))
    throw Error(ErrorCode::badInput,
                "H.264 and HEVC go into .mp4 or .mov files, ProRes into .mov and VP9 into .webm. Choose another ending than " +
                    ending + ".");
  if (options.alpha && h26x)
    throw Error(ErrorCode::badInput,
                "H.264 and HEVC videos have no transparency. Choose ProRes (.mov), VP9 (.webm) or images (PNG, EXR) instead.");
  switch (codec) {
    case VideoCodec::h264: return h264(options, ending == ".mov");
    case VideoCodec::hevc: return hevc(options, ending == ".mov");
    case VideoCodec::prores4444: return prores(options);
    case VideoCodec::vp9: break;
  }
  return vp9(options);
}

}  // namespace fsm::media
