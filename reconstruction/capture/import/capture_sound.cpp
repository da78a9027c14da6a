#include "reconstruction/capture/import/capture_sound.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "reconstruction/capture/import/scene_file.h"
#include "reconstruction/core/error.h"
#include "reconstruction/media/audio_track_reader.h"
#include "reconstruction/media/sound.h"
#include "reconstruction/media/sound_file_writer.h"
#include "reconstruction/media/video_reader.h"

namespace fsm {
namespace {

namespace fs = std::filesystem;

/// The first video of a folder, by name, that has sound.
std::optional<CaptureSound> soundInFolder(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code failed;
  for (fs::directory_iterator it(folder, failed), end; !failed && it != end; it.increment(failed))
    if (it->is_regular_file(failed) && media::isVideoFile(it->path())) files.push_back(it->path());
  std::sort(files.begin(), files.end());
  const auto found = std::find_if(files.begin(), files.end(), media::hasSound);
  if (found == files.end()) return std::nullopt;
  return CaptureSound{*found, 0};
}

}  // namespace

std::optional<CaptureSound> soundOf(const fs::path& source) {
  std::error_code failed;
  if (source.empty() || !fs::exists(source, failed)) return std::nullopt;
  if (import::acceptsSceneFile(source)) {
    const import::SceneFile scene = import::readSceneFile(source);
    if (scene.sound) return CaptureSound{scene.path.parent_path() / scene.sound->file, scene.sound->begins};
  }
  if (fs::is_directory(source, failed)) return soundInFolder(source);
  if (media::hasSound(source)) return CaptureSound{source, 0};
  return std::nullopt;
}

Seconds soundOrigin(const fs::path& file) {
  if (!media::isVideoFile(file)) return 0;
  try {
    return media::VideoReader(file).info().origin;
  } catch (const Error&) {
    return 0;  // only sound in it
  }
}

CaptureSound copySound(const CaptureSound& sound, const std::pair<Seconds, Seconds>& span, const fs::path& folder,
                       const Progress& progress) {
  // The last frame is seen, and so heard, for a while.
  constexpr double kLastFrame = 0.5;
  constexpr int64_t kPiece = media::kSoundRate;
  const auto sampleAt = [&](Seconds moment) { return std::llround((moment - sound.offset) * media::kSoundRate); };
  const int64_t first = sampleAt(span.first), end = sampleAt(span.second + kLastFrame);
  media::AudioTrackReader reader(sound.file, soundOrigin(sound.file));
  CaptureSound copy{folder / "sound.m4a", sound.offset + static_cast<double>(first) / media::kSoundRate};
  media::SoundFileWriter writer(copy.file);
  for (int64_t at = first; at < end; at += kPiece) {
    progress.check();
    writer.add(reader.read(at, static_cast<size_t>(std::min(kPiece, end - at))));
  }
  writer.finish();
  return copy;
}

}  // namespace fsm
