#include "reconstruction/media/sound_file_writer.h"

#include <optional>

#include "reconstruction/core/file.h"
#include "reconstruction/media/audio_track_writer.h"
#include "reconstruction/media/muxer.h"

namespace fsm::media {

namespace {

constexpr int64_t kSoundBits = 192'000;  ///< a second

}  // namespace

struct SoundFileWriter::Impl {
  explicit Impl(const std::filesystem::path& path) : file(path) {
    prepareFfmpeg();
    check = [target = file.target()](int status) { checkWritten(status, target); };
    output = openMuxer("ipod", file.path(), check);
    track.emplace(*output, "aac", kSoundBits, false, check);
    check(avformat_write_header(output.get(), nullptr));
  }

  PendingFile file;
  std::function<void(int)> check;
  OutputHandle output;
  std::optional<AudioTrackWriter> track;
};

SoundFileWriter::SoundFileWriter(const std::filesystem::path& path) : impl_(std::make_unique<Impl>(path)) {}
SoundFileWriter::~SoundFileWriter() = default;
SoundFileWriter::SoundFileWriter(SoundFileWriter&&) noexcept = default;

void SoundFileWriter::add(std::span<const float> samples) { impl_->track->add(samples); }

void SoundFileWriter::finish() {
  impl_->track->finish();
  finishMuxer(*impl_->output, impl_->check);
  impl_->file.commit();
}

}  // namespace fsm::media
