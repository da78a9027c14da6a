#include "reconstruction/media/video_container.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "reconstruction/core/error.h"
#include "reconstruction/core/file.h"
#include "reconstruction/core/log.h"

namespace fsm::media {
namespace {

namespace fs = std::filesystem;

constexpr int kMaxSide = 16384;
constexpr int64_t kMaxPixels = int64_t{1} << 26;  // twice an 8K frame
constexpr size_t kMaxPackets = 5'000'000;         // 46 hours at 30 a second
constexpr int kMaxRetries = 100;

/// Containers that hold video. Playlists and the like are left out: they make FFmpeg open other files.
constexpr const char* kContainers =
    "mov,mp4,matroska,webm,avi,mpegts,mpeg,mpegvideo,m4v,h264,hevc,obu,av1,ivf,flv,ogg,asf,mxf,gif,apng,nut,dv,rm,yuv4mpegpipe";

void requireRegularFile(const fs::path& path) {
  std::error_code failure;
  const fs::file_status status = fs::status(path, failure);
  if (!fs::exists(status))
    throw Error(ErrorCode::notFound, "There is no video " + quoted(path) + ". Check the name and the folder.");
  if (!fs::is_regular_file(status))
    throw Error(ErrorCode::badInput, quoted(path) + " is not a file. Name a video, not a folder or a device.");
  if (fs::file_size(path, failure) == 0)
    throw Error(ErrorCode::fileDamaged, "The video " + quoted(path) + " is empty. Copy it again from where it came from.");
}

std::string codecName(const AVCodecParameters& parameters) {
  if (parameters.codec_id != AV_CODEC_ID_NONE) return avcodec_get_name(parameters.codec_id);
  if (parameters.codec_tag == MKTAG('v', 'v', 'c', '1') || parameters.codec_tag == MKTAG('v', 'v', 'i', '1'))
    return "VVC (H.266)";
  char tag[AV_FOURCC_MAX_STRING_SIZE] = {};
  return av_fourcc_make_string(tag, parameters.codec_tag);
}

/// Empty packets only repeat the frame before. VP8 keeps reference pictures that are never shown as packets of their own; a bit
/// of the first byte says so.
bool isHidden(const AVCodecParameters& parameters, const AVPacket& packet) {
  if (packet.size == 0) return true;
  return parameters.codec_id == AV_CODEC_ID_VP8 && (packet.data[0] & 0x10) == 0;
}

/// Dolby Vision profile 5 has no base picture that could be shown without its own colour transform.
bool isDolbyVisionOnly(const AVStream& track) {
  size_t size = 0;
  const uint8_t* data = av_stream_get_side_data(&track, AV_PKT_DATA_DOVI_CONF, &size);
  if (!data || size < sizeof(AVDOVIDecoderConfigurationRecord)) return false;
  return reinterpret_cast<const AVDOVIDecoderConfigurationRecord*>(data)->dv_profile == 5;
}

}  // namespace

VideoContainer::VideoContainer(fs::path path) : path_(std::move(path)) {
  prepareFfmpeg();
  requireRegularFile(path_);
  open();
  indexTrack();
}

Error VideoContainer::damaged(const std::string& detail) const {
  return Error(ErrorCode::fileDamaged,
               "The video " + quoted(path_) + " is damaged or cut off. Copy it again from where it came from, or repair it.",
               detail);
}

void VideoContainer::open() {
  AVDictionary* options = nullptr;
  av_dict_set(&options, "protocol_whitelist", "file", 0);
  av_dict_set(&options, "format_whitelist", kContainers, 0);
  AVFormatContext* context = nullptr;
  int status = avformat_open_input(&context, ffmpegUrl(path_).c_str(), nullptr, &options);
  av_dict_free(&options);
  input_.reset(context);
  if (status == AVERROR(EINVAL))
    throw Error(ErrorCode::unsupported, quoted(path_) + " is not a video. Choose an mp4, mov, mkv or similar file.",
                ffmpegReason(status));
  if (status == AVERROR(EACCES) || status == AVERROR(EPERM) || status == AVERROR(ENOENT))
    throw Error(ErrorCode::notFound, "The video " + quoted(path_) + " cannot be opened. Check that you may read it.",
                ffmpegReason(status));
  if (status == AVERROR(ENOMEM)) throw damaged("the container claims more than the file can hold");
  if (status < 0) {
    if (isVideoFile(path_)) throw damaged(ffmpegReason(status));
    throw Error(ErrorCode::unsupported, quoted(path_) + " is not a video. Choose an mp4, mov, mkv or similar file.",
                ffmpegReason(status));
  }
  status = avformat_find_stream_info(context, nullptr);
  if (status < 0) throw damaged(ffmpegReason(status));
}

std::vector<int> VideoContainer::rankedTracks() const {
  std::vector<int> tracks;
  for (unsigned i = 0; i < input_->nb_streams; ++i) {
    const AVStream& stream = *input_->streams[i];
    const bool picture = (stream.disposition & (AV_DISPOSITION_ATTACHED_PIC | AV_DISPOSITION_TIMED_THUMBNAILS)) != 0;
    if (stream.codecpar->codec_type == AVMEDIA_TYPE_VIDEO && !picture) tracks.push_back(static_cast<int>(i));
  }
  const auto rank = [&](int i) {
    const AVStream& stream = *input_->streams[i];
    return std::tuple(avcodec_find_decoder(stream.codecpar->codec_id) != nullptr,
                      (stream.disposition & AV_DISPOSITION_DEFAULT) != 0,
                      int64_t{stream.codecpar->width} * stream.codecpar->height);
  };
  std::stable_sort(tracks.begin(), tracks.end(), [&](int a, int b) { return rank(a) > rank(b); });
  return tracks;
}

/// The best track that has packets.
void VideoContainer::indexTrack() {
  for (unsigned i = 0; i < input_->nb_streams; ++i)
    hasAudio_ = hasAudio_ || input_->streams[i]->codecpar->codec_type == AVMEDIA_TYPE_AUDIO;
  const std::vector<int> tracks = rankedTracks();
  if (tracks.empty())
    throw Error(ErrorCode::unsupported,
                quoted(path_) + " holds no moving picture" + (hasAudio_ ? ", only sound" : "") + ". Choose a video.");
  for (size_t i = 0; i < tracks.size(); ++i) {
    if (i > 0) open();
    track_ = tracks[i];
    const AVStream& stream = track();
    const AVCodecParameters& parameters = *stream.codecpar;
    if (!avcodec_find_decoder(parameters.codec_id) || isDolbyVisionOnly(stream))
      throw Error(ErrorCode::unsupported, "The video " + quoted(path_) + " is coded as " + codecName(parameters) +
                                              (isDolbyVisionOnly(stream) ? " in Dolby Vision profile 5" : "") +
                                              ", which cannot be decoded here. Convert it to H.264 or HEVC first.");
    const int64_t width = parameters.width, height = parameters.height;
    if (width > kMaxSide || height > kMaxSide || width * height > kMaxPixels)
      throw Error(ErrorCode::unsupported, "The video " + quoted(path_) + " claims frames of " + std::to_string(width) + "x" +
                                              std::to_string(height) +
                                              " pixels, which is more than can be read. Make it smaller first.");
    if (indexPackets() && width > 0 && height > 0) {
      restart();
      return;
    }
  }
  throw damaged("no packet of a video track can be read");
}

bool VideoContainer::indexPackets() {
  packets_.clear();
  for (unsigned i = 0; i < input_->nb_streams; ++i)
    input_->streams[i]->discard = static_cast<int>(i) == track_ ? AVDISCARD_DEFAULT : AVDISCARD_ALL;
  const int claimed = avformat_index_get_entries_count(&track());
  const PacketHandle packet = newPacket();
  int status = 0, retries = 0;
  bool lastBroken = false;
  while ((status = av_read_frame(input_.get(), packet.get())) >= 0 || (status == AVERROR(EAGAIN) && ++retries < kMaxRetries)) {
    if (status >= 0 && packet->stream_index == track_) {
      if (packets_.size() >= kMaxPackets)
        throw Error(ErrorCode::unsupported,
                    "The video " + quoted(path_) + " has more than five million frames. Cut it into pieces first.");
      const bool shown = (packet->flags & AV_PKT_FLAG_DISCARD) == 0 && !isHidden(*track().codecpar, *packet);
      packets_.push_back({packet->pts, packet->dts, (packet->flags & AV_PKT_FLAG_KEY) != 0, shown});
      lastBroken = (packet->flags & AV_PKT_FLAG_CORRUPT) != 0;
    }
    av_packet_unref(packet.get());
  }
  if (lastBroken && !packets_.empty()) packets_.back().shown = false;  // the file ends within it
  if (status != AVERROR_EOF || lastBroken || (claimed > 0 && packets_.size() < static_cast<size_t>(claimed)))
    log().warn("The video {} breaks off: {} of {} frames can be read.", quoted(path_), packets_.size(),
               claimed > 0 ? std::to_string(claimed) : "an unknown number");
  timed_ =
      std::all_of(packets_.begin(), packets_.end(), [](const PacketEntry& p) { return !p.shown || p.pts != AV_NOPTS_VALUE; });
  seekable_ = timed_;
  for (size_t i = 0; i < packets_.size(); ++i)
    if (packets_[i].dts == AV_NOPTS_VALUE || (i > 0 && packets_[i].dts <= packets_[i - 1].dts)) seekable_ = false;
  return std::any_of(packets_.begin(), packets_.end(), [](const PacketEntry& p) { return p.shown; });
}

/// Back to the first packet, by opening the file anew where a seek does not lead there.
void VideoContainer::restart() {
  if (seekable_ && landAt(0)) return;
  open();
  for (unsigned i = 0; i < input_->nb_streams; ++i)
    input_->streams[i]->discard = static_cast<int>(i) == track_ ? AVDISCARD_DEFAULT : AVDISCARD_ALL;
  held_.reset();
  heldPlace_.reset();
  position_ = 0;
}

bool VideoContainer::landAt(size_t place) {
  held_.reset();
  heldPlace_.reset();
  if (av_seek_frame(input_.get(), track_, packets_[place].dts, AVSEEK_FLAG_BACKWARD) < 0) return false;
  PacketHandle packet = newPacket();
  int status = 0, retries = 0;
  do {
    av_packet_unref(packet.get());
    status = av_read_frame(input_.get(), packet.get());
  } while ((status >= 0 && packet->stream_index != track_) || (status == AVERROR(EAGAIN) && ++retries < kMaxRetries));
  if (status < 0) return false;
  const std::optional<size_t> landed = placeOf(*packet);
  if (!landed || *landed > place) return false;
  position_ = *landed + 1;
  heldPlace_ = landed;
  held_ = std::move(packet);
  return true;
}

std::optional<size_t> VideoContainer::placeOf(const AVPacket& packet) const {
  const auto found = std::lower_bound(packets_.begin(), packets_.end(), packet.dts,
                                      [](const PacketEntry& p, int64_t dts) { return p.dts < dts; });
  if (found == packets_.end() || found->dts != packet.dts || found->pts != packet.pts) return std::nullopt;
  return static_cast<size_t>(found - packets_.begin());
}

void VideoContainer::seek(size_t place) {
  if (!seekable_ || !landAt(place)) restart();
}

std::optional<size_t> VideoContainer::next(AVPacket& packet) {
  av_packet_unref(&packet);
  if (held_) {
    av_packet_move_ref(&packet, held_.get());
    held_.reset();
    return std::exchange(heldPlace_, std::nullopt);
  }
  return readRaw(packet);
}

std::optional<size_t> VideoContainer::readRaw(AVPacket& packet) {
  int status = 0, retries = 0;
  while (position_ < packets_.size()) {
    status = av_read_frame(input_.get(), &packet);
    if (status == AVERROR(EAGAIN) && ++retries < kMaxRetries) continue;
    if (status < 0) return std::nullopt;
    if (packet.stream_index == track_) return position_++;
    av_packet_unref(&packet);
  }
  return std::nullopt;
}

Orientation orientationOf(const AVStream& track) {
  size_t size = 0;
  const uint8_t* data = av_stream_get_side_data(&track, AV_PKT_DATA_DISPLAYMATRIX, &size);
  if (!data || size < 9 * sizeof(int32_t)) return {};
  // Columns of (a c; b d) are where the stored picture's x and y axes go; y points down, so angles are clockwise.
  const auto* m = reinterpret_cast<const int32_t*>(data);
  double a = m[0], b = m[1];
  const double c = m[3], d = m[4];
  const double determinant = a * d - b * c;
  if (determinant == 0) return {};
  Orientation orientation;
  orientation.mirrored = determinant < 0;
  if (orientation.mirrored) {
    a = -a;
    b = -b;
  }
  const int turns = static_cast<int>(std::lround(std::atan2(b, a) / (std::acos(-1.0) / 2)));
  orientation.quarterTurns = (turns + 4) % 4;
  return orientation;
}

ImageSize squarePixelSize(AVFormatContext* format, const AVStream& track) {
  const ImageSize stored{track.codecpar->width, track.codecpar->height};
  const AVRational ratio = av_guess_sample_aspect_ratio(format, const_cast<AVStream*>(&track), nullptr);
  if (ratio.num <= 0 || ratio.den <= 0) return stored;
  const double stretch = av_q2d(ratio);
  constexpr double kMaxStretch = 8;  // beyond it the number is a mistake
  if (stretch > kMaxStretch || stretch < 1 / kMaxStretch) return stored;
  ImageSize square = stored;  // only ever enlarged: no pixel is lost
  if (stretch > 1) square.width = static_cast<int>(std::lround(stored.width * stretch));
  if (stretch < 1) square.height = static_cast<int>(std::lround(stored.height / stretch));
  return square.width > kMaxSide || square.height > kMaxSide ? stored : square;
}

}  // namespace fsm::media
