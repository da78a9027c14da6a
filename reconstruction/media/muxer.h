// A file that FFmpeg writes: opened, finished, closed, and what its errors mean. Not for other modules.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>

#include "reconstruction/media/ffmpeg.h"

namespace fsm::media {

struct OutputCloser {
  void operator()(AVFormatContext* context) const {
    if (context->pb) avio_closep(&context->pb);
    avformat_free_context(context);
  }
};
using OutputHandle = std::unique_ptr<AVFormatContext, OutputCloser>;

/// Throws writeFailed for negative results of FFmpeg: a sentence about the file `target`.
void checkWritten(int status, const std::filesystem::path& target);

/// `container`: FFmpeg's name. The file is open; tracks and header are up to the caller. Throws what `check` throws.
OutputHandle openMuxer(const char* container, const std::filesystem::path& path, const std::function<void(int)>& check);
/// Trailer, and everything to the disk.
void finishMuxer(AVFormatContext& output, const std::function<void(int)>& check);

}  // namespace fsm::media
