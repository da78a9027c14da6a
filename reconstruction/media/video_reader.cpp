#include "reconstruction/media/video_reader.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <limits>
#include <string_view>

#include "reconstruction/core/error.h"
#include "reconstruction/core/log.h"
#include "reconstruction/media/frame_converter.h"
#include "reconstruction/media/video_container.h"

namespace fsm::media {
namespace {

/// Decoding this many frames further costs less than a seek and what it has to decode again.
constexpr size_t kWorthwhileGap = 8;
constexpr int kDecoderThreads = 2;

/// A frame that is shown, in the order of showing.
struct ShownFrame {
  int64_t pts = 0;   ///< in the track's time base; the frame's number where the container gives no times
  size_t place = 0;  ///< of its packet
};

/// Whether containers of this kind start their clock anywhere, as broadcasts do.
bool hasArbitraryOrigin(const AVFormatContext& format) { return (format.iformat->flags & AVFMT_TS_DISCONT) != 0; }

double frameRateOf(AVFormatContext* format, const AVStream& track, const std::vector<Seconds>& times) {
  const AVRational rate = av_guess_frame_rate(format, const_cast<AVStream*>(&track), nullptr);
  if (rate.num > 0 && rate.den > 0) return av_q2d(rate);
  const double span = times.empty() ? 0 : times.back() - times.front();
  return span > 0 ? static_cast<double>(times.size() - 1) / span : 0;
}

/// VP8 and VP9 keep alpha as a second stream beside each packet, and only the container says so.
bool hasAlphaBeside(const AVStream& track) {
  const AVCodecID codec = track.codecpar->codec_id;
  const AVDictionaryEntry* mode = av_dict_get(track.metadata, "alpha_mode", nullptr, 0);
  return (codec == AV_CODEC_ID_VP8 || codec == AV_CODEC_ID_VP9) && mode && std::string_view(mode->value) == "1";
}

/// FFmpeg's own VP9 decoder leaves the alpha out; libvpx, where it is there, does not.
const AVCodec* decoderFor(const AVStream& track) {
  const AVCodecID id = track.codecpar->codec_id;
  const AVCodec* codec = nullptr;
  if (hasAlphaBeside(track)) codec = avcodec_find_decoder_by_name(id == AV_CODEC_ID_VP8 ? "libvpx" : "libvpx-vp9");
  return codec ? codec : avcodec_find_decoder(id);
}

}  // namespace

struct VideoReader::Impl {
  explicit Impl(const std::filesystem::path& path);

  void listShown();
  void dropUndecodableStart();
  void describe();
  void openDecoder();
  void goTo(size_t place);
  void approach(int index);
  bool decodeNext();
  void noteFault(const std::string& what);
  std::optional<int> indexOf(const AVFrame& frame);
  void requireOrder(std::span<const int> indices) const;
  const AVFrame& decodeOne(int index);
  size_t entryBefore(int index) const;
  Error frameDamaged(int index) const;

  VideoContainer container;
  std::vector<ShownFrame> shown;
  VideoInfo info;
  CodecHandle decoder;
  std::optional<FrameConverter> converter;
  PacketHandle packet = newPacket();
  FrameHandle frame = newFrame();
  size_t nextPlace = 0;  ///< place of the packet that will be decoded next
  int lastIndex =
      std::numeric_limits<int>::max();  ///< last frame that came out; larger than any: the decoder's state is not known
  bool fromStart = false;               ///< nothing was left out since the first packet
  bool draining = false;
  int counted = 0;        ///< frames that came out, where the container gives no times
  bool broken = false;    ///< since a fault every frame may refer to what is missing, until the next key frame
  std::string complaint;  ///< what the decoder said last
};

VideoReader::Impl::Impl(const std::filesystem::path& path) : container(path) {
  listShown();
  dropUndecodableStart();
  describe();
}

void VideoReader::Impl::listShown() {
  const std::vector<PacketEntry>& packets = container.packets();
  for (size_t i = 0; i < packets.size(); ++i)
    if (packets[i].shown) shown.push_back({container.timed() ? packets[i].pts : static_cast<int64_t>(shown.size()), i});
  std::stable_sort(shown.begin(), shown.end(), [](const ShownFrame& a, const ShownFrame& b) { return a.pts < b.pts; });
  const auto same = [](const ShownFrame& a, const ShownFrame& b) {
    return a.pts == b.pts;
  };  // the two fields of one picture, say
  shown.erase(std::unique(shown.begin(), shown.end(), same), shown.end());
}

/// Frames shown before the first key frame may refer to what lies before the cut, and then never come out of the decoder. Only
/// trying tells.
void VideoReader::Impl::dropUndecodableStart() {
  const std::vector<PacketEntry>& packets = container.packets();
  const auto key = std::find_if(packets.begin(), packets.end(), [](const PacketEntry& p) { return p.key; });
  if (!container.timed() || key == packets.end()) return;
  const auto firstSafe =
      std::lower_bound(shown.begin(), shown.end(), key->pts, [](const ShownFrame& s, int64_t pts) { return s.pts < pts; });
  const auto doubtful = static_cast<size_t>(firstSafe - shown.begin());
  if (doubtful == 0) return;
  std::vector<bool> seen(shown.size());
  goTo(0);
  while (decodeNext()) {
    if (frame->pts != AV_NOPTS_VALUE && frame->pts >= key->pts) break;
    if (const std::optional<int> index = indexOf(*frame)) seen[*index] = true;
  }
  std::vector<ShownFrame> kept;
  for (size_t i = 0; i < shown.size(); ++i)
    if (i >= doubtful || seen[i]) kept.push_back(shown[i]);
  shown = std::move(kept);
  lastIndex = std::numeric_limits<int>::max();
}

void VideoReader::Impl::describe() {
  const AVStream& track = container.track();
  const AVCodecParameters& parameters = *track.codecpar;
  const Orientation orientation = orientationOf(track);
  const ImageSize square = squarePixelSize(container.format(), track);
  info.size = orientation.quarterTurns % 2 == 0 ? square : ImageSize{square.height, square.width};
  info.rotation = orientation.quarterTurns * 90;
  info.mirrored = orientation.mirrored;
  info.codec = avcodec_get_name(parameters.codec_id);
  const AVPixFmtDescriptor* format = av_pix_fmt_desc_get(static_cast<AVPixelFormat>(parameters.format));
  if (format) info.bitDepth = format->comp[0].depth;
  info.hasAlpha = hasAlphaBeside(track) || (format && (format->flags & AV_PIX_FMT_FLAG_ALPHA) != 0);
  info.hdr = isHdr(parameters.color_trc);
  info.hasAudio = container.hasAudio();
  info.nominalFps = frameRateOf(container.format(), track, {});
  const double tick = container.timed() ? av_q2d(track.time_base) : 1 / (info.nominalFps > 0 ? info.nominalFps : 25.0);
  const int64_t first = shown.empty() ? 0 : shown.front().pts;
  const int64_t origin = first < 0 || hasArbitraryOrigin(*container.format()) ? first : 0;
  info.origin = static_cast<double>(origin) * tick;
  for (const ShownFrame& s : shown) info.times.push_back(static_cast<double>(s.pts - origin) * tick);
  if (info.nominalFps <= 0) info.nominalFps = frameRateOf(container.format(), track, info.times);
  const bool usable = !info.times.empty() && std::isfinite(info.times.back()) && tick > 0;
  if (!usable)
    throw Error(ErrorCode::fileDamaged,
                "No frame of the video \"" + container.path().string() + "\" can be shown. Copy it again or convert it first.");
  converter.emplace(square, orientation, peakOf(track));
}

void VideoReader::Impl::openDecoder() {
  const AVCodecParameters& parameters = *container.track().codecpar;
  const AVCodec* codec = decoderFor(container.track());
  decoder.reset(codec ? avcodec_alloc_context3(codec) : nullptr);
  int status = decoder ? avcodec_parameters_to_context(decoder.get(), &parameters) : AVERROR_DECODER_NOT_FOUND;
  if (status >= 0) {
    decoder->pkt_timebase = container.track().time_base;
    decoder->thread_count = kDecoderThreads;
    // Frames may grow in mid-stream, but not without bound.
    const int64_t pixels = int64_t{parameters.width} * parameters.height;
    decoder->max_pixels = std::max<int64_t>(4 * pixels, int64_t{4096} * 2304);
    status = avcodec_open2(decoder.get(), codec, nullptr);
  }
  if (status < 0)
    throw Error(ErrorCode::unsupported,
                "The video \"" + container.path().string() + "\" is coded as " + avcodec_get_name(parameters.codec_id) +
                    ", which cannot be decoded here. Convert it to H.264 first.",
                ffmpegReason(status));
}

void VideoReader::Impl::goTo(size_t place) {
  if (!decoder)
    openDecoder();
  else
    avcodec_flush_buffers(decoder.get());
  container.seek(place);
  nextPlace = place;
  lastIndex = -1;
  fromStart = place == 0;
  draining = false;
  counted = 0;
  broken = false;
  complaint.clear();
}

void VideoReader::Impl::noteFault(const std::string& what) {
  broken = true;
  complaint = what;
}

/// One frame into `frame`; false at the end.
bool VideoReader::Impl::decodeNext() {
  constexpr int kMaxFaultsAtEnd = 1000;  // a decoder that never says that it has ended must not hang the program
  int faultsAtEnd = 0;
  for (;;) {
    const int received = avcodec_receive_frame(decoder.get(), frame.get());
    if (received >= 0) return true;
    if (received == AVERROR_EOF) return false;
    if (received != AVERROR(EAGAIN)) noteFault(ffmpegReason(received));
    if (draining && received == AVERROR(EAGAIN)) return false;
    if (draining && ++faultsAtEnd > kMaxFaultsAtEnd) return false;
    if (draining) continue;
    const std::optional<size_t> place = container.next(*packet);
    if (place) nextPlace = *place + 1;
    if (place && packet->size == 0) continue;  // an empty packet would tell the decoder that the video ends
    const int sent = avcodec_send_packet(decoder.get(), place ? packet.get() : nullptr);
    draining = !place;
    if (sent < 0 && sent != AVERROR_EOF) noteFault(ffmpegReason(sent));
    if (sent == AVERROR(ENOMEM))
      throw Error(ErrorCode::outOfMemory, "There is not enough memory to decode the video. Close other programs and try again.");
  }
}

/// Which of the shown frames this is; none for those that are only decoded or came out broken.
std::optional<int> VideoReader::Impl::indexOf(const AVFrame& decoded) {
  if (decoded.key_frame) broken = false;
  if ((decoded.flags & AV_FRAME_FLAG_CORRUPT) != 0 || decoded.decode_error_flags != 0)
    noteFault("the decoder had to invent parts of a frame");
  if ((decoded.flags & AV_FRAME_FLAG_DISCARD) != 0) return std::nullopt;
  const int64_t pts = !container.timed()              ? counted++
                      : decoded.pts != AV_NOPTS_VALUE ? decoded.pts
                                                      : decoded.best_effort_timestamp;
  const auto found = std::lower_bound(shown.begin(), shown.end(), pts, [](const ShownFrame& s, int64_t p) { return s.pts < p; });
  if (found == shown.end() || found->pts != pts) return std::nullopt;
  if (broken) return std::nullopt;
  return static_cast<int>(found - shown.begin());
}

/// The last key packet from which the frame can be decoded: neither stored nor shown after it.
size_t VideoReader::Impl::entryBefore(int index) const {
  const std::vector<PacketEntry>& packets = container.packets();
  for (size_t place = shown[index].place + 1; place-- > 0;)
    if (packets[place].key && packets[place].pts != AV_NOPTS_VALUE && packets[place].pts <= shown[index].pts) return place;
  return 0;
}

/// Decode onward, or jump when that spares enough.
void VideoReader::Impl::approach(int index) {
  const size_t entry = container.timed() ? entryBefore(index) : 0;
  if (lastIndex >= index || entry > nextPlace + kWorthwhileGap) goTo(entry);
}

/// Valid until the next call.
const AVFrame& VideoReader::Impl::decodeOne(int index) {
  approach(index);
  for (int attempt = 0;; ++attempt) {
    while (decodeNext()) {
      const std::optional<int> got = indexOf(*frame);
      if (!got) continue;
      lastIndex = *got;
      if (*got == index) return *frame;
      if (*got > index) break;
    }
    // After a jump the fault may be the jump's: once more from the start.
    if (attempt > 0 || fromStart) {
      lastIndex = std::numeric_limits<int>::max();
      throw frameDamaged(index);
    }
    goTo(0);
  }
}

void VideoReader::Impl::requireOrder(std::span<const int> indices) const {
  const int count = static_cast<int>(shown.size());
  for (size_t i = 0; i < indices.size(); ++i)
    if (indices[i] < 0 || indices[i] >= count || (i > 0 && indices[i] <= indices[i - 1]))
      throw Error(ErrorCode::badInput, "The video \"" + container.path().string() + "\" has frames 0 to " +
                                           std::to_string(count - 1) + "; ask for some of them in increasing order.");
}

Error VideoReader::Impl::frameDamaged(int index) const {
  std::array<char, 32> time{};
  std::snprintf(time.data(), time.size(), "%.3f", info.times[index]);
  return Error(ErrorCode::fileDamaged,
               "The frame at " + std::string(time.data()) + " s of the video \"" + container.path().string() +
                   "\" does not decode. Choose a range without it, or copy the video again.",
               complaint);
}

VideoReader::VideoReader(const std::filesystem::path& path) : impl_(std::make_unique<Impl>(path)) {}
VideoReader::~VideoReader() = default;
VideoReader::VideoReader(VideoReader&&) noexcept = default;
VideoReader& VideoReader::operator=(VideoReader&&) noexcept = default;

const VideoInfo& VideoReader::info() const { return impl_->info; }

void VideoReader::read(std::span<const int> indices, const std::function<void(int, Image&&)>& receive) {
  impl_->requireOrder(indices);
  for (const int index : indices) receive(index, impl_->converter->convert(impl_->decodeOne(index)));
}

void VideoReader::readLayers(std::span<const int> indices, const std::function<void(int, LayeredImage&&)>& receive) {
  impl_->requireOrder(indices);
  for (const int index : indices) receive(index, impl_->converter->convertLayers(impl_->decodeOne(index)));
}

bool isVideoFile(const std::filesystem::path& path) {
  static constexpr std::array kNames{".mp4", ".mov", ".m4v", ".mkv", ".webm", ".avi", ".mts",  ".m2ts", ".ts",  ".mpg", ".mpeg",
                                     ".3gp", ".3g2", ".flv", ".ogv", ".wmv",  ".mxf", ".hevc", ".h264", ".ivf", ".gif"};
  std::string extension = path.extension().string();
  std::transform(extension.begin(), extension.end(), extension.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored)) return false;
  if (std::find(kNames.begin(), kNames.end(), extension) != kNames.end()) return true;
  if (!std::filesystem::is_regular_file(path, ignored)) return false;
  std::array<char, 12> head{};
  std::unique_ptr<std::FILE, decltype(&std::fclose)> file(std::fopen(path.c_str(), "rb"), &std::fclose);
  if (!file || std::fread(head.data(), 1, head.size(), file.get()) != head.size()) return false;
  const auto begins = [&](size_t at, const char* mark) { return std::memcmp(head.data() + at, mark, std::strlen(mark)) == 0; };
  return begins(4, "ftyp") || begins(0, "\x1A\x45\xDF\xA3") || (begins(0, "RIFF") && begins(8, "AVI ")) || begins(0, "FLV\x01");
}

}  // namespace fsm::media
