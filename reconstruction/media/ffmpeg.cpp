#include "reconstruction/media/ffmpeg.h"

#include <array>
#include <mutex>
#include <string_view>

#include "reconstruction/core/error.h"
#include "reconstruction/core/log.h"

namespace fsm::media {
namespace {

constexpr size_t kLargestBlock = size_t{512} << 20;

void forward(void* object, int level, const char* format, va_list arguments) {
  if (level > AV_LOG_WARNING || !log().should_log(spdlog::level::debug)) return;
  std::array<char, 1024> line{};
  int prefix = 1;
  av_log_format_line2(object, level, format, arguments, line.data(), line.size(), &prefix);
  std::string_view text(line.data());
  while (!text.empty() && text.back() == '\n') text.remove_suffix(1);
  log().debug("{}", text);
}

template <typename Handle>
Handle owned(typename Handle::pointer pointer) {
  if (!pointer)
    throw Error(ErrorCode::outOfMemory, "There is not enough memory to work with video. Close other programs and try again.");
  return Handle(pointer);
}

}  // namespace

FrameHandle newFrame() { return owned<FrameHandle>(av_frame_alloc()); }
PacketHandle newPacket() { return owned<PacketHandle>(av_packet_alloc()); }

std::string ffmpegReason(int error) {
  std::array<char, AV_ERROR_MAX_STRING_SIZE> text{};
  av_strerror(error, text.data(), text.size());
  return text.data();
}

void prepareFfmpeg() {
  static std::once_flag once;
  std::call_once(once, [] {
    av_log_set_callback(forward);
    av_max_alloc(kLargestBlock);
  });
}

std::string ffmpegUrl(const std::filesystem::path& path) { return "file:" + path.string(); }

}  // namespace fsm::media
