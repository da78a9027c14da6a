#include "reconstruction/capture/sync/camera_clocks.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <limits>
#include <set>

#include "reconstruction/capture/import/video_images.h"
#include "reconstruction/capture/sync/audio_offset.h"
#include "reconstruction/core/error.h"
#include "reconstruction/media/audio_track_reader.h"
#include "reconstruction/media/sound.h"

namespace fsm::sync {
namespace {

using Source = CameraOffset::Source;

constexpr int kDecimation = 6;  ///< 48 to 8 kHz: the band that is compared ends at 3.4
constexpr double kRate = static_cast<double>(media::kSoundRate) / kDecimation;
constexpr Seconds kLongest = 300;

/// Mono at kRate from the time of the video's clock 0 on; empty where there is none.
std::vector<float> soundOf(const CaptureCamera& camera, Progress& progress) {
  const auto* video = dynamic_cast<const import::VideoImages*>(camera.images.get());
  if (!video || !media::hasSound(video->path())) return {};
  media::AudioTrackReader reader(video->path(), video->info().origin);
  const double length = std::min(kLongest, video->info().times.back() + 1 / std::max(1.0, video->info().nominalFps));
  const auto wanted = static_cast<size_t>(length * kRate);
  std::vector<float> out;
  out.reserve(wanted);
  while (out.size() < wanted) {
    progress.check();
    const size_t now = std::min(static_cast<size_t>(kRate), wanted - out.size());
    const std::vector<float> stereo = reader.read(static_cast<int64_t>(out.size()) * kDecimation, now * kDecimation);
    for (size_t i = 0; i < now; ++i) {
      float sum = 0;
      for (size_t k = 0; k < 2 * kDecimation; ++k) sum += stereo[i * 2 * kDecimation + k];
      out.push_back(sum / (2 * kDecimation));
    }
  }
  return out;
}

const Seconds* givenFor(const GivenOffsets& given, const std::string& camera) {
  for (const std::string& name : {camera, std::filesystem::path(camera).stem().string()})
    if (const auto found = given.find(name); found != given.end()) return &found->second;
  return nullptr;
}

void checkGiven(const Capture& capture, const GivenOffsets& given) {
  for (const auto& [name, seconds] : given) {
    std::string names;
    bool known = false;
    for (const CaptureCamera& camera : capture.cameras) {
      known = known || camera.name == name || std::filesystem::path(camera.name).stem() == name;
      names += (names.empty() ? "" : ", ") + camera.name;
    }
    if (!known) throw Error(ErrorCode::badInput, "There is no camera '" + name + "' to move in time. There are: " + names + ".");
    if (!std::isfinite(seconds)) throw Error(ErrorCode::badInput, "The offset of '" + name + "' is not a number of seconds.");
  }
}

}  // namespace

std::vector<CameraOffset> findOffsets(const Capture& capture, const GivenOffsets& given, bool useSound, Progress& progress) {
  checkGiven(capture, given);
  std::vector<CameraOffset> out;
  std::vector<float> reference;
  Seconds referenceOffset = 0;
  for (size_t c = 0; c < capture.cameras.size(); ++c) {
    progress.advance(static_cast<double>(c), static_cast<double>(capture.cameras.size()));
    const CaptureCamera& camera = capture.cameras[c];
    CameraOffset offset;
    offset.camera = camera.name;
    if (const Seconds* hand = givenFor(given, camera.name)) {
      offset.source = Source::given;
      offset.offset = *hand;
    }
    const bool listens = useSound && (offset.source == Source::none || reference.empty());
    const std::vector<float> sound = listens ? soundOf(camera, progress) : std::vector<float>();
    if (reference.empty() && !sound.empty()) {
      reference = sound;
      referenceOffset = offset.offset;
      if (offset.source == Source::none) offset.source = Source::reference;
    } else if (offset.source == Source::none && !sound.empty()) {
      const AudioOffset heard = audioOffset(reference, sound, kRate);
      offset.confidence = heard.confidence;
      offset.reason = heard.reason;
      if (heard.offset) {
        offset.source = Source::sound;
        offset.offset = *heard.offset + referenceOffset;
      }
    } else if (offset.source == Source::none) {
      offset.reason = useSound ? "it has no sound" : "sound was not asked for";
    }
    out.push_back(std::move(offset));
  }
  return out;
}

void applyOffsets(Capture& capture, const std::vector<CameraOffset>& offsets) {
  Seconds earliest = std::numeric_limits<Seconds>::infinity();
  for (size_t c = 0; c < capture.cameras.size(); ++c)
    for (Seconds& time : capture.cameras[c].times) {
      time += offsets.at(c).offset;
      earliest = std::min(earliest, time);
    }
  for (CaptureCamera& camera : capture.cameras)
    for (Seconds& time : camera.times) time -= earliest;
  std::string heard, none;
  for (const CameraOffset& offset : offsets) {
    if (offset.source == Source::sound)
      heard += fmt::format("{}'{}' {:+.3f} s (confidence {:.0f} %)", heard.empty() ? "" : ", ", offset.camera, offset.offset,
                           100 * offset.confidence);
    if (offset.source == Source::none) none += fmt::format("{}'{}': {}", none.empty() ? "" : "; ", offset.camera, offset.reason);
  }
  if (!heard.empty()) capture.notes.push_back("The cameras' clocks were aligned by their sound: " + heard + ".");
  if (!none.empty())
    capture.notes.push_back("No offset was found for these cameras, which are taken to have started at the same moment: " + none +
                            ". Give the offset by hand (--offset CAMERA=SECONDS).");
}

}  // namespace fsm::sync
