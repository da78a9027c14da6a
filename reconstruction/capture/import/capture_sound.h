// The sound of what was filmed: which file has it, and how its clock lies in the capture's.
#pragma once

#include <filesystem>
#include <optional>
#include <utility>

#include "reconstruction/core/geometry.h"
#include "reconstruction/core/progress.h"

namespace fsm {

struct CaptureSound {
  std::filesystem::path file;
  Seconds offset = 0;  ///< moment of the capture at which the file's clock (of its pictures, where it has some) is 0
};

/// Of footage: what the scene.json of a capture folder names, else the video itself, or the first video with sound in a folder.
/// Nothing where there is none, or no such footage. Throws fileDamaged for a scene.json that cannot be read.
std::optional<CaptureSound> soundOf(const std::filesystem::path& source);

/// The part of `sound` that lies in `span` (moments of the capture) as `folder`/sound.m4a; says what `soundOf` shall find. Throws
/// writeFailed, unsupported, cancelled, and what reading throws.
CaptureSound copySound(const CaptureSound& sound, const std::pair<Seconds, Seconds>& span, const std::filesystem::path& folder,
                       const Progress& progress);

/// Seconds of the container's clock at which the pictures of `file` begin to count; 0 for sound alone. What AudioTrackReader
/// takes.
Seconds soundOrigin(const std::filesystem::path& file);

}  // namespace fsm
