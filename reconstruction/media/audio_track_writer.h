// The sound track of a video that is being written: AAC or Opus beside the pictures. Not for other modules.
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "reconstruction/media/ffmpeg.h"
#include "reconstruction/media/sound.h"

namespace fsm::media {

class AudioTrackWriter {
 public:
  /// Throws on negative results of FFmpeg, naming the file.
  using Check = std::function<void(int)>;

  /// Adds the track to `output`, whose header is not written yet. `encoder`: FFmpeg's name. `delayApart`: the container tells
  /// readers the coder's delay, which they subtract; else packets begin before zero by it. Throws unsupported (no such encoder
  /// here), and what `check` throws.
  AudioTrackWriter(AVFormatContext& output, const char* encoder, int64_t bitsPerSecond, bool delayApart, Check check);

  /// Samples that follow those before, interleaved.
  void add(std::span<const float> samples);
  /// What is left; nothing can be added any more.
  void finish();

 private:
  void open(const char* encoder, int64_t bitsPerSecond);
  void encode(size_t samples);
  void drain();

  AVFormatContext& output_;
  Check check_;
  CodecHandle encoder_;
  AVStream* track_ = nullptr;
  FrameHandle frame_ = newFrame();
  PacketHandle packet_ = newPacket();
  int64_t shift_ = 0;           ///< of packets, in samples
  std::vector<float> waiting_;  ///< interleaved; less than a frame of the encoder between calls
  int64_t written_ = 0;         ///< samples a channel that the encoder got
};

}  // namespace fsm::media
