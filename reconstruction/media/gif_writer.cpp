#include "reconstruction/media/gif_writer.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "reconstruction/core/error.h"
#include "reconstruction/core/file.h"
#include "reconstruction/media/gif_palette.h"
#include "reconstruction/media/muxer.h"
#include "reconstruction/media/scratch_file.h"

namespace fsm::media {
namespace {

constexpr int kMaxSide = 16384;
constexpr double kHundredths = 100;

}  // namespace

struct GifWriter::Impl {
  Impl(const std::filesystem::path& path, ImageSize imageSize, const Options& asked)
      : size(imageSize), options(asked), file(path), waiting(file.path()) {
    prepareFfmpeg();
    check = [target = file.target()](int status) { checkWritten(status, target); };
    finder.emplace(size, options.transparent, check);
    bytes.resize(static_cast<size_t>(size.width) * size.height * 4);
  }

  int64_t ticks(int64_t frame) const { return std::llround(static_cast<double>(frame) * kHundredths / options.fps); }
  void toBytes(const LayeredImage& image);
  FrameHandle frameOf(int64_t index) const;
  void openOutput();
  void encode(AVFrame* mapped, int64_t index);
  void drain();

  ImageSize size;
  Options options;
  PendingFile file;
  ScratchFile waiting;  ///< every frame, row by row
  FilterCheck check;
  std::optional<PaletteFinder> finder;
  std::vector<uint8_t> bytes;  ///< of one frame
  CodecHandle encoder;
  OutputHandle output;
  PacketHandle packet = newPacket();
  int64_t frames = 0;
  bool finished = false;
};

/// Blue first; transparent pixels have the colours of their surroundings, so that they bring no colour into the palette.
void GifWriter::Impl::toBytes(const LayeredImage& image) {
  const LayeredImage shown = encodedAs(options.transparent ? image : flattened(image, glm::vec3(1)), ColourEncoding::display);
  const std::vector<uint8_t> straight = fsm::toBytes(straightColoursFilled(shown));
  for (size_t i = 0; i < bytes.size(); i += 4) {
    bytes[i] = straight[i + 2];
    bytes[i + 1] = straight[i + 1];
    bytes[i + 2] = straight[i];
    bytes[i + 3] = straight[i + 3];
  }
}

/// The frame in `bytes`, of its own memory.
FrameHandle GifWriter::Impl::frameOf(int64_t index) const {
  FrameHandle frame = newFrame();
  frame->format = kPaletteInput;
  frame->width = size.width;
  frame->height = size.height;
  frame->pts = index;
  check(av_frame_get_buffer(frame.get(), 0));
  const size_t row = static_cast<size_t>(size.width) * 4;
  for (int y = 0; y < size.height; ++y)
    std::copy_n(bytes.data() + row * y, row, frame->data[0] + static_cast<ptrdiff_t>(frame->linesize[0]) * y);
  return frame;
}

void GifWriter::Impl::openOutput() {
  const AVCodec* codec = avcodec_find_encoder_by_name("gif");
  if (!codec)
    throw Error(ErrorCode::unsupported, "GIFs cannot be written: FFmpeg was built without them. Export a video instead.");
  encoder.reset(avcodec_alloc_context3(codec));
  if (!encoder) check(AVERROR(ENOMEM));
  encoder->width = size.width;
  encoder->height = size.height;
  encoder->pix_fmt = AV_PIX_FMT_PAL8;
  encoder->time_base = {1, static_cast<int>(kHundredths)};
  encoder->framerate = av_d2q(options.fps, 1'000'000);
  check(avcodec_open2(encoder.get(), codec, nullptr));
  output = openMuxer("gif", file.path(), check);
  AVStream* track = avformat_new_stream(output.get(), nullptr);
  if (!track) check(AVERROR(ENOMEM));
  track->time_base = encoder->time_base;
  check(avcodec_parameters_from_context(track->codecpar, encoder.get()));
  AVDictionary* settings = nullptr;
  av_dict_set(&settings, "loop", options.loops ? "0" : "-1", 0);
  av_dict_set_int(&settings, "final_delay", ticks(frames) - ticks(frames - 1), 0);
  const int status = avformat_write_header(output.get(), &settings);
  av_dict_free(&settings);
  check(status);
}

void GifWriter::Impl::encode(AVFrame* mapped, int64_t index) {
  if (mapped) {
    mapped->pts = ticks(index);
    mapped->pict_type = AV_PICTURE_TYPE_NONE;
  }
  check(avcodec_send_frame(encoder.get(), mapped));
  drain();
}

void GifWriter::Impl::drain() {
  for (;;) {
    const int status = avcodec_receive_packet(encoder.get(), packet.get());
    if (status == AVERROR(EAGAIN) || status == AVERROR_EOF) return;
    check(status);
    packet->stream_index = 0;
    av_packet_rescale_ts(packet.get(), encoder->time_base, output->streams[0]->time_base);
    check(av_interleaved_write_frame(output.get(), packet.get()));
  }
}

GifWriter::GifWriter(const std::filesystem::path& path, ImageSize size, const Options& options) {
  if (size.width < 1 || size.height < 1 || size.width > kMaxSide || size.height > kMaxSide)
    throw Error(ErrorCode::badInput, "A GIF cannot be " + std::to_string(size.width) + "x" + std::to_string(size.height) +
                                         " pixels. Choose between 1 and 16384 a side.");
  if (!(options.fps >= 0.1 && options.fps <= kFastestGif))
    throw Error(ErrorCode::badInput,
                "A GIF shows between 0.1 and 50 frames a second. Choose a rate in between, for example 25, or write a video.");
  impl_ = std::make_unique<Impl>(path, size, options);
}

GifWriter::~GifWriter() = default;
GifWriter::GifWriter(GifWriter&&) noexcept = default;

void GifWriter::add(const LayeredImage& image) {
  Impl& impl = *impl_;
  if (impl.finished) throw Error(ErrorCode::internal, "The GIF was already finished.");
  if (image.size != impl.size) throw Error(ErrorCode::badInput, "All frames of a GIF must have one size. Resize them first.");
  impl.toBytes(image);
  impl.waiting.append(impl.bytes);
  impl.finder->add(*impl.frameOf(impl.frames));
  ++impl.frames;
}

void GifWriter::finish(Progress& progress) {
  Impl& impl = *impl_;
  if (impl.finished) throw Error(ErrorCode::internal, "The GIF was already finished.");
  if (impl.frames == 0) throw Error(ErrorCode::badInput, "A GIF needs at least one frame. Choose a longer range.");
  PaletteMapper mapper(impl.size, *impl.finder->find(), impl.check);
  impl.openOutput();
  for (int64_t i = 0; i < impl.frames; ++i) {
    progress.advance(static_cast<double>(i), static_cast<double>(impl.frames));
    impl.waiting.read(static_cast<uint64_t>(i) * impl.bytes.size(), impl.bytes);
    impl.encode(mapper.map(*impl.frameOf(i)).get(), i);
  }
  impl.encode(nullptr, impl.frames);
  finishMuxer(*impl.output, impl.check);
  impl.file.commit();
  impl.finished = true;
  progress.advance(1, 1);
}

}  // namespace fsm::media
