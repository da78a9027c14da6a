// The sound of a clip: the footage's own where scene time runs at normal speed, silence elsewhere.
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <vector>

#include "reconstruction/capture/import/capture_sound.h"
#include "reconstruction/core/geometry.h"
#include "reconstruction/media/audio_track_reader.h"

namespace fsm::jobs {

enum class SoundChoice {
  automatic,  ///< on where the clip plays at normal speed from one end to the other: neither loops nor freezes
  on,
  off
};

struct SoundRequest {
  SoundChoice choice = SoundChoice::automatic;
  std::optional<CaptureSound> sound;  ///< default: the footage's
};

inline constexpr double kNormalSpeed = 0.02;  ///< a slope within 1 +- this counts as normal speed

/// A piece of the clip that sounds: between frames `first` and `last` scene time runs at about normal speed.
struct SoundPiece {
  size_t first = 0, last = 0;
  bool operator==(const SoundPiece&) const = default;
};

/// `moments`: scene time of each frame. In order, not overlapping; none is shorter than a tenth of a second unless it is the
/// whole clip.
std::vector<SoundPiece> soundPieces(std::span<const Seconds> moments, double fps);
/// Whether all frames are one piece.
bool soundsThroughout(std::span<const Seconds> moments, double fps);

/// Gives the sound of a clip frame by frame, as media/sound.h has it. Within a piece it follows scene time exactly (and so does
/// its pitch); at joints with silence it fades over ten milliseconds.
class ClipSound {
 public:
  /// Throws what AudioTrackReader throws.
  ClipSound(const CaptureSound& sound, std::vector<Seconds> moments, double fps);

  /// Samples of frame `frame`: those from frame / fps to (frame + 1) / fps seconds of the clip. Read in order for speed.
  std::vector<float> frame(size_t frame);
  /// That sound.
  double seconds() const;

 private:
  const SoundPiece* pieceAt(double place) const;
  double pieceEnd(const SoundPiece& piece) const;
  Seconds momentAt(const SoundPiece& piece, double place) const;
  float fade(const SoundPiece& piece, double place) const;

  media::AudioTrackReader reader_;
  Seconds offset_;
  std::vector<Seconds> moments_;
  double fps_;
  std::vector<SoundPiece> pieces_;
};

}  // namespace fsm::jobs
