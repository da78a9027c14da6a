#include "reconstruction/media/video_writer.h"

#include <algorithm>
#include <cmath>
#include <string_view>

#include "reconstruction/core/error.h"
#include "reconstruction/core/file.h"
#include "reconstruction/media/audio_track_writer.h"
#include "reconstruction/media/ffmpeg.h"
#include "reconstruction/media/muxer.h"
#include "reconstruction/media/video_encoding.h"

namespace fsm::media {
namespace {

constexpr int kMaxSide = 16384;
constexpr double kLongestSeconds = 1e6;
constexpr int64_t kSoundBits = 192'000;  ///< a second

/// Where frames are coded in pairs of rows and columns.
int evened(int side) { return side + side % 2; }

}  // namespace

struct VideoWriter::Impl {
  Impl(const std::filesystem::path& path, ImageSize imageSize, const Options& asked);

  void openEncoder();
  void openScaler();
  void openOutput();
  int64_t nextTicks(ImageSize imageSize, Seconds time) const;
  template <typename Sample>
  void fillFrame(const std::vector<Sample>& samples);
  void encode(int64_t ticks);
  void drain(const Progress* progress = nullptr);
  void check(int status) const;

  ImageSize size;
  Options options;
  VideoEncoding encoding;
  PendingFile file;
  CodecHandle encoder;
  OutputHandle output;
  AVStream* track = nullptr;
  std::optional<AudioTrackWriter> sound;
  ScalerHandle scaler;
  FrameHandle frame = newFrame();
  PacketHandle packet = newPacket();
  std::vector<uint8_t> padded;  ///< rows in the format that is given to the scaler, with the padding
  int64_t frames = 0;
  int64_t lastTicks = -1;
  bool finished = false;
};

VideoWriter::Impl::Impl(const std::filesystem::path& path, ImageSize imageSize, const Options& asked)
    : size(imageSize), options(asked), encoding(encodingFor(path, asked)), file(path) {
  prepareFfmpeg();
  openEncoder();
  openScaler();
  openOutput();
}

void VideoWriter::Impl::check(int status) const { checkWritten(status, file.target()); }

void VideoWriter::Impl::openEncoder() {
  const AVCodec* codec = avcodec_find_encoder_by_name(encoding.encoder);
  if (!codec)
    throw Error(ErrorCode::unsupported, std::string("Video of this kind cannot be written: FFmpeg was built without ") +
                                            encoding.encoder + ". Export a PNG sequence instead.");
  encoder.reset(avcodec_alloc_context3(codec));
  if (!encoder) check(AVERROR(ENOMEM));
  encoder->width = encoding.evenSides ? evened(size.width) : size.width;
  encoder->height = encoding.evenSides ? evened(size.height) : size.height;
  encoder->pix_fmt = encoding.stored;
  encoder->time_base = {1, static_cast<int>(encoding.ticksPerSecond)};
  encoder->framerate = av_d2q(options.fps, 1'000'000);
  encoder->sample_aspect_ratio = {1, 1};
  encoder->color_primaries = AVCOL_PRI_BT709;
  encoder->color_trc = AVCOL_TRC_BT709;
  encoder->colorspace = AVCOL_SPC_BT709;
  encoder->color_range = AVCOL_RANGE_MPEG;
  encoder->chroma_sample_location = AVCHROMA_LOC_LEFT;
  encoder->thread_count = 0;  // as many as the machine has
  // A key frame every other second: scrubbing stays quick.
  encoder->gop_size = std::max(1, static_cast<int>(std::min(600.0, std::lround(options.fps * 2) * 1.0)));
  encoder->flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
  AVDictionary* settings = nullptr;
  for (const auto& [name, value] : encoding.settings) av_dict_set(&settings, name, value.c_str(), 0);
  const int status = avcodec_open2(encoder.get(), codec, &settings);
  av_dict_free(&settings);
  check(status);
}

void VideoWriter::Impl::openScaler() {
  frame->format = encoder->pix_fmt;
  frame->width = encoder->width;
  frame->height = encoder->height;
  frame->color_range = encoder->color_range;
  frame->colorspace = encoder->colorspace;
  frame->color_primaries = encoder->color_primaries;
  frame->color_trc = encoder->color_trc;
  check(av_frame_get_buffer(frame.get(), 0));
  scaler.reset(sws_getContext(encoder->width, encoder->height, encoding.given, encoder->width, encoder->height, encoder->pix_fmt,
                              SWS_BICUBIC | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INP, nullptr, nullptr, nullptr));
  if (!scaler) check(AVERROR(ENOMEM));
  check(sws_setColorspaceDetails(scaler.get(), sws_getCoefficients(SWS_CS_DEFAULT), 1, sws_getCoefficients(SWS_CS_ITU709), 0, 0,
                                 1 << 16, 1 << 16));
  const int sample = (encoding.alpha() ? 4 : 3) * (encoding.wide() ? 2 : 1);
  padded.resize(static_cast<size_t>(encoder->width) * encoder->height * sample);
}

void VideoWriter::Impl::openOutput() {
  const std::function<void(int)> checked = [this](int status) { check(status); };
  output = openMuxer(encoding.container, file.path(), checked);
  AVFormatContext* const context = output.get();
  track = avformat_new_stream(context, nullptr);
  if (!track) check(AVERROR(ENOMEM));
  track->time_base = encoder->time_base;
  track->avg_frame_rate = encoder->framerate;
  check(avcodec_parameters_from_context(track->codecpar, encoder.get()));
  track->codecpar->codec_tag = encoding.tag;
  if (options.sound) sound.emplace(*context, encoding.soundEncoder, kSoundBits, encoding.soundDelayApart, checked);
  AVDictionary* settings = nullptr;
  if (encoding.encoder == std::string_view("libvpx-vp9")) {
    if (encoding.alpha()) av_dict_set(&track->metadata, "alpha_mode", "1", 0);
  } else {
    av_dict_set(&settings, "movflags", "+faststart", 0);
    av_dict_set_int(&settings, "video_track_timescale", encoding.ticksPerSecond, 0);
  }
  const int status = avformat_write_header(context, &settings);
  av_dict_free(&settings);
  check(status);
}

template <typename Sample>
void VideoWriter::Impl::fillFrame(const std::vector<Sample>& samples) {
  const size_t step = encoding.alpha() ? 4 : 3;
  const size_t stride = encoder->width * step, source = size.width * step;
  auto* const rows = reinterpret_cast<Sample*>(padded.data());
  for (int y = 0; y < encoder->height; ++y) {
    const Sample* from = samples.data() + source * std::min(y, size.height - 1);
    Sample* to = rows + stride * y;
    std::copy_n(from, source, to);
    if (stride > source) std::copy_n(from + source - step, step, to + source);
  }
  check(av_frame_make_writable(frame.get()));
  const uint8_t* planes[4] = {padded.data(), nullptr, nullptr, nullptr};
  const int strides[4] = {static_cast<int>(stride * sizeof(Sample)), 0, 0, 0};
  check(sws_scale(scaler.get(), planes, strides, 0, encoder->height, frame->data, frame->linesize));
}

int64_t VideoWriter::Impl::nextTicks(ImageSize imageSize, Seconds time) const {
  if (finished) throw Error(ErrorCode::internal, "The video was already finished.");
  if (imageSize != size) throw Error(ErrorCode::badInput, "All frames of a video must have one size. Resize them first.");
  const Seconds seconds = time < 0 ? static_cast<double>(frames) / options.fps : time;
  if (!(seconds <= kLongestSeconds))
    throw Error(ErrorCode::badInput, "A frame's time is not a sensible number of seconds. Check the times of the animation.");
  const int64_t ticks = std::llround(seconds * static_cast<double>(encoding.ticksPerSecond));
  if (ticks <= lastTicks) throw Error(ErrorCode::badInput, "The times of a video's frames must increase. Sort them first.");
  return ticks;
}

void VideoWriter::Impl::encode(int64_t ticks) {
  frame->pts = ticks;
  check(avcodec_send_frame(encoder.get(), frame.get()));
  drain();
  lastTicks = ticks;
  ++frames;
}

void VideoWriter::Impl::drain(const Progress* progress) {
  for (;;) {
    if (progress) progress->check();
    const int status = avcodec_receive_packet(encoder.get(), packet.get());
    if (status == AVERROR(EAGAIN) || status == AVERROR_EOF) return;
    check(status);
    packet->stream_index = track->index;
    if (packet->duration <= 0) packet->duration = std::llround(static_cast<double>(encoding.ticksPerSecond) / options.fps);
    av_packet_rescale_ts(packet.get(), encoder->time_base, track->time_base);
    check(av_interleaved_write_frame(output.get(), packet.get()));
  }
}

VideoWriter::VideoWriter(const std::filesystem::path& path, ImageSize size, const Options& options) {
  if (size.width < 1 || size.height < 1 || size.width > kMaxSide || size.height > kMaxSide)
    throw Error(ErrorCode::badInput, "A video cannot be " + std::to_string(size.width) + "x" + std::to_string(size.height) +
                                         " pixels. Choose between 1 and 16384 a side.");
  if (!(options.fps >= 0.001 && options.fps <= 1000))
    throw Error(ErrorCode::badInput, "A video's rate must lie between 0.001 and 1000 frames a second.");
  if (options.quality < 0 || options.quality > 51)
    throw Error(ErrorCode::badInput, "The video's quality must lie between 0 (lossless) and 51.");
  impl_ = std::make_unique<Impl>(path, size, options);
}

VideoWriter::~VideoWriter() = default;
VideoWriter::VideoWriter(VideoWriter&&) noexcept = default;

void VideoWriter::add(const Image& image, Seconds time) {
  Impl& impl = *impl_;
  if (impl.encoding.alpha()) return add(opaque(image), time);
  const int64_t ticks = impl.nextTicks(image.size, time);
  if (image.rgb.size() != static_cast<size_t>(impl.size.width) * impl.size.height * 3)
    throw Error(ErrorCode::badInput, "A frame of the video has no pixels. Render it again.");
  if (impl.encoding.wide())
    impl.fillFrame(toWords(image.rgb));
  else
    impl.fillFrame(toBytes(image.rgb));
  impl.encode(ticks);
}

void VideoWriter::add(const LayeredImage& image, Seconds time) {
  Impl& impl = *impl_;
  if (!impl.encoding.alpha()) return add(over(image, glm::vec3(1)), time);
  const int64_t ticks = impl.nextTicks(image.size, time);
  const std::vector<float> straight =
      straightColoursFilled(image.encoding == ColourEncoding::display ? image : encodedAs(image, ColourEncoding::display));
  if (impl.encoding.wide())
    impl.fillFrame(toWords(straight));
  else
    impl.fillFrame(toBytes(straight));
  impl.encode(ticks);
}

void VideoWriter::addSound(std::span<const float> samples) {
  if (!impl_->sound || impl_->finished) throw Error(ErrorCode::internal, "The video was opened without sound.");
  impl_->sound->add(samples);
}

void VideoWriter::finish(const Progress& progress) {
  Impl& impl = *impl_;
  if (impl.finished) throw Error(ErrorCode::internal, "The video was already finished.");
  if (impl.frames == 0) throw Error(ErrorCode::badInput, "A video needs at least one frame. Choose a longer range.");
  impl.check(avcodec_send_frame(impl.encoder.get(), nullptr));
  impl.drain(&progress);
  if (impl.sound) impl.sound->finish();
  finishMuxer(*impl.output, [&](int status) { impl.check(status); });
  impl.file.commit();
  impl.finished = true;
}

}  // namespace fsm::media
