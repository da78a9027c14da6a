#include "reconstruction/media/muxer.h"

#include "reconstruction/core/error.h"

namespace fsm::media {

void checkWritten(int status, const std::filesystem::path& target) {
  if (status >= 0) return;
  const bool full = status == AVERROR(ENOSPC);
  throw Error(ErrorCode::writeFailed,
              "Cannot write the video \"" + target.string() + "\": " + ffmpegReason(status) + ". " +
                  (full ? "Free some space on the disk and try again." : "Try another folder or a smaller size."));
}

OutputHandle openMuxer(const char* container, const std::filesystem::path& path, const std::function<void(int)>& check) {
  AVFormatContext* context = nullptr;
  check(avformat_alloc_output_context2(&context, nullptr, container, ffmpegUrl(path).c_str()));
  OutputHandle output(context);
  check(avio_open(&context->pb, context->url, AVIO_FLAG_WRITE));
  return output;
}

void finishMuxer(AVFormatContext& output, const std::function<void(int)>& check) {
  check(av_write_trailer(&output));
  check(avio_closep(&output.pb));
}

}  // namespace fsm::media
