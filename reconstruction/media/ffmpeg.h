// Owners for FFmpeg's objects and sentences for its errors. Not for other modules.
#pragma once

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/display.h>
#include <libavutil/dovi_meta.h>
#include <libavutil/mastering_display_metadata.h>
#include <libavutil/pixdesc.h>
#include <libswscale/swscale.h>
}

#include <filesystem>
#include <memory>
#include <string>

namespace fsm::media {

struct InputCloser {
  void operator()(AVFormatContext* context) const { avformat_close_input(&context); }
};
struct CodecCloser {
  void operator()(AVCodecContext* context) const { avcodec_free_context(&context); }
};
struct FrameCloser {
  void operator()(AVFrame* frame) const { av_frame_free(&frame); }
};
struct PacketCloser {
  void operator()(AVPacket* packet) const { av_packet_free(&packet); }
};
struct ScalerCloser {
  void operator()(SwsContext* context) const { sws_freeContext(context); }
};
using InputHandle = std::unique_ptr<AVFormatContext, InputCloser>;
using CodecHandle = std::unique_ptr<AVCodecContext, CodecCloser>;
using FrameHandle = std::unique_ptr<AVFrame, FrameCloser>;
using PacketHandle = std::unique_ptr<AVPacket, PacketCloser>;
using ScalerHandle = std::unique_ptr<SwsContext, ScalerCloser>;

/// Throw outOfMemory.
FrameHandle newFrame();
PacketHandle newPacket();

/// FFmpeg's own words for an error number.
std::string ffmpegReason(int error);

/// Once a process: FFmpeg's messages go to the log (level debug), and no single block of memory it takes may exceed what the
/// largest frame needs: tables in a container that claim more are lies.
void prepareFfmpeg();

/// The name of a file as FFmpeg takes it; without the prefix "a:b.mp4" would be read as a network protocol.
std::string ffmpegUrl(const std::filesystem::path& path);

}  // namespace fsm::media
