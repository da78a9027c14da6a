#include "reconstruction/media/audio_track_writer.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "reconstruction/core/error.h"

namespace fsm::media {
namespace {

constexpr size_t kChannels = kSoundChannels;
constexpr int kFreeFrameSize = 1024;  ///< where the encoder takes any

float sane(float sample) { return std::isfinite(sample) ? std::clamp(sample, -1.0f, 1.0f) : 0.0f; }

}  // namespace

AudioTrackWriter::AudioTrackWriter(AVFormatContext& output, const char* encoder, int64_t bitsPerSecond, bool delayApart,
                                   Check check)
    : output_(output), check_(std::move(check)) {
  open(encoder, bitsPerSecond);
  if (delayApart) shift_ = encoder_->initial_padding;
  track_ = avformat_new_stream(&output_, nullptr);
  if (!track_) check_(AVERROR(ENOMEM));
  track_->time_base = encoder_->time_base;
  check_(avcodec_parameters_from_context(track_->codecpar, encoder_.get()));
}

void AudioTrackWriter::open(const char* encoder, int64_t bitsPerSecond) {
  const AVCodec* codec = avcodec_find_encoder_by_name(encoder);
  if (!codec)
    throw Error(ErrorCode::unsupported, std::string("The clip's sound cannot be written: FFmpeg was built without ") + encoder +
                                            ". Export without sound.");
  encoder_.reset(avcodec_alloc_context3(codec));
  if (!encoder_) check_(AVERROR(ENOMEM));
  encoder_->sample_rate = kSoundRate;
  encoder_->time_base = {1, kSoundRate};
  encoder_->bit_rate = bitsPerSecond;
  encoder_->sample_fmt =
      codec->sample_fmts && codec->sample_fmts[0] == AV_SAMPLE_FMT_FLTP ? AV_SAMPLE_FMT_FLTP : AV_SAMPLE_FMT_FLT;
  av_channel_layout_default(&encoder_->ch_layout, kSoundChannels);
  encoder_->flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
  check_(avcodec_open2(encoder_.get(), codec, nullptr));
  const bool free = (codec->capabilities & AV_CODEC_CAP_VARIABLE_FRAME_SIZE) != 0 || encoder_->frame_size <= 0;
  frame_->nb_samples = free ? kFreeFrameSize : encoder_->frame_size;
  frame_->format = encoder_->sample_fmt;
  frame_->sample_rate = kSoundRate;
  check_(av_channel_layout_copy(&frame_->ch_layout, &encoder_->ch_layout));
  check_(av_frame_get_buffer(frame_.get(), 0));
}

void AudioTrackWriter::add(std::span<const float> samples) {
  waiting_.insert(waiting_.end(), samples.begin(), samples.end());
  const auto whole = static_cast<size_t>(frame_->nb_samples);
  while (waiting_.size() >= whole * kChannels) encode(whole);
}

/// The first `samples` (a channel) of those that wait.
void AudioTrackWriter::encode(size_t samples) {
  check_(av_frame_make_writable(frame_.get()));
  frame_->nb_samples = static_cast<int>(samples);
  const bool planar = encoder_->sample_fmt == AV_SAMPLE_FMT_FLTP;
  for (size_t c = 0; c < kChannels; ++c) {
    auto* const plane = reinterpret_cast<float*>(frame_->data[planar ? c : 0]);
    for (size_t i = 0; i < samples; ++i) plane[planar ? i : i * kChannels + c] = sane(waiting_[i * kChannels + c]);
  }
  frame_->pts = written_;
  written_ += static_cast<int64_t>(samples);
  waiting_.erase(waiting_.begin(), waiting_.begin() + static_cast<std::ptrdiff_t>(samples * kChannels));
  check_(avcodec_send_frame(encoder_.get(), frame_.get()));
  drain();
}

void AudioTrackWriter::finish() {
  if (!waiting_.empty()) encode(waiting_.size() / kChannels);
  check_(avcodec_send_frame(encoder_.get(), nullptr));
  drain();
}

void AudioTrackWriter::drain() {
  for (;;) {
    const int status = avcodec_receive_packet(encoder_.get(), packet_.get());
    if (status == AVERROR(EAGAIN) || status == AVERROR_EOF) return;
    check_(status);
    packet_->stream_index = track_->index;
    packet_->pts += shift_;
    packet_->dts += shift_;
    av_packet_rescale_ts(packet_.get(), encoder_->time_base, track_->time_base);
    check_(av_interleaved_write_frame(&output_, packet_.get()));
  }
}

}  // namespace fsm::media
