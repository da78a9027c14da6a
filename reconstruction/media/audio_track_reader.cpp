#include "reconstruction/media/audio_track_reader.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>

#include "reconstruction/core/error.h"
#include "reconstruction/core/file.h"
#include "reconstruction/core/log.h"
#include "reconstruction/media/ffmpeg.h"
#include "reconstruction/media/sound.h"

extern "C" {
#include <libswresample/swresample.h>
}

namespace fsm::media {
namespace {

namespace fs = std::filesystem;

struct ResamplerCloser {
  void operator()(SwrContext* context) const { swr_free(&context); }
};
using ResamplerHandle = std::unique_ptr<SwrContext, ResamplerCloser>;

/// Playlists and the like are left out: they make FFmpeg open other files.
constexpr const char* kContainers = "mov,mp4,matroska,webm,avi,mpegts,mpeg,flv,ogg,asf,mxf,nut,wav,w64,flac,mp3,aac,aiff,caf,ac3";
constexpr size_t kChannels = kSoundChannels;
constexpr int kMostChannels = 64, kHighestRate = 768'000;
/// Decoded before the part that is wanted, for coders that need a run-up.
constexpr double kRunUp = 0.5;
/// Reading this far on costs less than a seek.
constexpr int64_t kWorthwhileGap = int64_t{5} * kSoundRate;
/// Frames may be rounded to the container's clock; larger differences are gaps or overlaps.
constexpr int64_t kRounding = kSoundRate / 50;
constexpr int kMostFaults = 100;

InputHandle openInput(const fs::path& path) {
  prepareFfmpeg();
  std::error_code failed;
  if (!fs::is_regular_file(path, failed))
    throw Error(ErrorCode::notFound, "There is no file " + quoted(path) + ". Check the name and the folder.");
  AVDictionary* options = nullptr;
  av_dict_set(&options, "protocol_whitelist", "file", 0);
  av_dict_set(&options, "format_whitelist", kContainers, 0);
  AVFormatContext* context = nullptr;
  int status = avformat_open_input(&context, ffmpegUrl(path).c_str(), nullptr, &options);
  av_dict_free(&options);
  InputHandle input(context);
  if (status >= 0) status = avformat_find_stream_info(context, nullptr);
  if (status < 0)
    throw Error(ErrorCode::unsupported,
                "The sound of " + quoted(path) + " cannot be read. Choose an mp4, mov, wav, flac, mp3 or similar file.",
                ffmpegReason(status));
  return input;
}

int soundTrackOf(const AVFormatContext& input) {
  for (unsigned i = 0; i < input.nb_streams; ++i) {
    const AVCodecParameters& p = *input.streams[i]->codecpar;
    const bool sane = p.sample_rate > 0 && p.sample_rate <= kHighestRate && p.ch_layout.nb_channels > 0 &&
                      p.ch_layout.nb_channels <= kMostChannels;
    if (p.codec_type == AVMEDIA_TYPE_AUDIO && sane && avcodec_find_decoder(p.codec_id)) return static_cast<int>(i);
  }
  return -1;
}

}  // namespace

struct AudioTrackReader::Impl {
  Impl(const fs::path& path, Seconds clockOrigin);

  void openDecoder();
  void seek(int64_t first);
  void decodeMore();
  bool nextFrame();
  bool feed();
  void place(int64_t first);
  void convert(const uint8_t** data, int samples);
  void setResampler();

  fs::path file;
  Seconds origin;
  InputHandle input;
  int track = -1;
  CodecHandle decoder;
  ResamplerHandle resampler;
  AVChannelLayout layout{};  ///< that the resampler was made for; owns nothing: native order only
  int rate = 0;
  int format = -1;
  PacketHandle packet = newPacket();
  FrameHandle frame = newFrame();
  std::vector<float> window;  ///< interleaved
  int64_t begin = 0;          ///< sample of the window's first
  bool placed = false;        ///< `begin` is known
  bool ended = false, draining = false;
  int faults = 0;

  int64_t end() const { return begin + static_cast<int64_t>(window.size() / kChannels); }
};

AudioTrackReader::Impl::Impl(const fs::path& path, Seconds clockOrigin)
    : file(path), origin(clockOrigin), input(openInput(path)) {
  track = soundTrackOf(*input);
  if (track < 0) throw Error(ErrorCode::badInput, quoted(path) + " has no sound. Choose another file, or export without sound.");
  for (unsigned i = 0; i < input->nb_streams; ++i)
    input->streams[i]->discard = static_cast<int>(i) == track ? AVDISCARD_DEFAULT : AVDISCARD_ALL;
  openDecoder();
}

void AudioTrackReader::Impl::openDecoder() {
  const AVStream& stream = *input->streams[track];
  const AVCodec* codec = avcodec_find_decoder(stream.codecpar->codec_id);
  decoder.reset(avcodec_alloc_context3(codec));
  int status = decoder ? avcodec_parameters_to_context(decoder.get(), stream.codecpar) : AVERROR(ENOMEM);
  if (status >= 0) {
    decoder->pkt_timebase = stream.time_base;
    status = avcodec_open2(decoder.get(), codec, nullptr);
  }
  if (status < 0)
    throw Error(ErrorCode::unsupported, "The sound of " + quoted(file) + " cannot be decoded. Convert it to AAC or WAV first.",
                ffmpegReason(status));
}

/// Before `first`, so that it is decoded next or soon.
void AudioTrackReader::Impl::seek(int64_t first) {
  const AVStream& stream = *input->streams[track];
  const double seconds = std::max(static_cast<double>(first) / kSoundRate + origin - kRunUp, -1e9);
  const auto ticks = static_cast<int64_t>(std::floor(seconds / av_q2d(stream.time_base)));
  if (av_seek_frame(input.get(), track, ticks, AVSEEK_FLAG_BACKWARD) < 0)
    av_seek_frame(input.get(), track, std::min<int64_t>(ticks, stream.start_time == AV_NOPTS_VALUE ? 0 : stream.start_time), 0);
  avcodec_flush_buffers(decoder.get());
  resampler.reset();
  window.clear();
  placed = ended = draining = false;
  faults = 0;
}

/// One more packet into the decoder; false at the end, once.
bool AudioTrackReader::Impl::feed() {
  for (;;) {
    const int status = av_read_frame(input.get(), packet.get());
    if (status < 0) {
      if (status == AVERROR(EAGAIN) && ++faults < kMostFaults) continue;
      draining = true;
      avcodec_send_packet(decoder.get(), nullptr);
      return false;
    }
    if (packet->stream_index == track) {
      // Packets that do not decode leave a gap, which is silence.
      avcodec_send_packet(decoder.get(), packet.get());
      av_packet_unref(packet.get());
      return true;
    }
    av_packet_unref(packet.get());
  }
}

bool AudioTrackReader::Impl::nextFrame() {
  for (;;) {
    const int status = avcodec_receive_frame(decoder.get(), frame.get());
    if (status >= 0) return true;
    if (status == AVERROR_EOF || draining) return false;
    if (status != AVERROR(EAGAIN)) log().debug("{}: {}", quoted(file), ffmpegReason(status));
    feed();
  }
}

/// The next samples begin at `first`: fills gaps with silence, cuts overlaps.
void AudioTrackReader::Impl::place(int64_t first) {
  if (!placed) {
    begin = first;
    placed = true;
    return;
  }
  const int64_t waiting = resampler ? swr_get_delay(resampler.get(), kSoundRate) : 0;
  const int64_t gap = first - (end() + waiting);
  if (std::abs(gap) <= kRounding) return;
  convert(nullptr, 0);
  resampler.reset();
  if (first > end() + kWorthwhileGap) {
    // Nothing of the window is needed before what comes, and silence needs no memory.
    window.clear();
    begin = first;
    return;
  }
  window.resize(static_cast<size_t>(std::max<int64_t>(0, first - begin)) * kChannels, 0.0f);
  if (first < begin) begin = first;
}

void AudioTrackReader::Impl::setResampler() {
  const AVChannelLayout& in = frame->ch_layout;
  const bool same = resampler && rate == frame->sample_rate && format == frame->format && layout.nb_channels == in.nb_channels;
  if (same) return;
  if (resampler) convert(nullptr, 0);
  AVChannelLayout stereo, source;
  av_channel_layout_default(&stereo, kSoundChannels);
  // Orders of the file's own are taken as the usual one of as many channels.
  if (in.order == AV_CHANNEL_ORDER_NATIVE)
    source = in;
  else
    av_channel_layout_default(&source, in.nb_channels);
  SwrContext* context = nullptr;
  int status = swr_alloc_set_opts2(&context, &stereo, AV_SAMPLE_FMT_FLT, kSoundRate, &source,
                                   static_cast<AVSampleFormat>(frame->format), frame->sample_rate, 0, nullptr);
  resampler.reset(context);
  if (status >= 0) status = swr_init(context);
  if (status < 0)
    throw Error(ErrorCode::unsupported, "The sound of " + quoted(file) + " is of a kind that cannot be converted.",
                ffmpegReason(status));
  rate = frame->sample_rate;
  format = frame->format;
  layout = source;
}

/// `data` null: what the resampler still holds.
void AudioTrackReader::Impl::convert(const uint8_t** data, int samples) {
  if (!resampler) return;
  const int room = swr_get_out_samples(resampler.get(), samples);
  if (room <= 0) return;
  const size_t before = window.size();
  window.resize(before + static_cast<size_t>(room) * kChannels);
  auto* out = reinterpret_cast<uint8_t*>(window.data() + before);
  const int count = swr_convert(resampler.get(), &out, room, data, samples);
  window.resize(before + static_cast<size_t>(std::max(count, 0)) * kChannels);
}

void AudioTrackReader::Impl::decodeMore() {
  if (!nextFrame()) {
    convert(nullptr, 0);
    ended = true;
    return;
  }
  if (frame->sample_rate <= 0 || frame->nb_samples <= 0) return;
  const int64_t pts = frame->best_effort_timestamp;
  if (pts != AV_NOPTS_VALUE) {
    const double seconds = static_cast<double>(pts) * av_q2d(input->streams[track]->time_base) - origin;
    place(std::llround(seconds * kSoundRate));
  } else {
    place(placed ? end() : 0);
  }
  setResampler();
  convert(const_cast<const uint8_t**>(frame->extended_data), frame->nb_samples);
}

AudioTrackReader::AudioTrackReader(const fs::path& path, Seconds origin) : impl_(std::make_unique<Impl>(path, origin)) {}
AudioTrackReader::~AudioTrackReader() = default;
AudioTrackReader::AudioTrackReader(AudioTrackReader&&) noexcept = default;

std::vector<float> AudioTrackReader::read(int64_t first, size_t count) {
  Impl& impl = *impl_;
  std::vector<float> out(count * kChannels, 0.0f);
  const int64_t last = first + static_cast<int64_t>(count);
  if (!impl.placed || first < impl.begin || first > impl.end() + kWorthwhileGap) impl.seek(first);
  while (!impl.ended && (!impl.placed || impl.end() < last)) {
    impl.decodeMore();
    // What lies before is not asked for any more.
    const int64_t old = std::min(first, impl.end()) - impl.begin;
    if (impl.placed && old > kSoundRate) {
      impl.window.erase(impl.window.begin(), impl.window.begin() + static_cast<std::ptrdiff_t>(old * int64_t{kChannels}));
      impl.begin += old;
    }
  }
  const int64_t from = std::max(first, impl.begin), to = std::min(last, impl.end());
  if (impl.placed && from < to)
    std::copy_n(impl.window.data() + static_cast<size_t>(from - impl.begin) * kChannels,
                static_cast<size_t>(to - from) * kChannels, out.data() + static_cast<size_t>(from - first) * kChannels);
  return out;
}

bool hasSound(const fs::path& path) {
  try {
    return soundTrackOf(*openInput(path)) >= 0;
  } catch (const Error&) {
    return false;
  }
}

}  // namespace fsm::media
