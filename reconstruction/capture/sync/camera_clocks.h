// One clock for several cameras that filmed one event and were started by hand.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "reconstruction/capture/capture.h"
#include "reconstruction/core/progress.h"

namespace fsm::sync {

struct CameraOffset {
  enum class Source { reference, given, sound, none };
  std::string camera;
  Source source = Source::none;
  Seconds offset = 0;     ///< added to the camera's own times
  double confidence = 0;  ///< of one from sound, 0 to 1 (AudioOffset)
  std::string reason;     ///< why there is none, as the end of a sentence
};

/// Offsets by hand, by the camera's name or its name without the ending: seconds to add to its times.
using GivenOffsets = std::map<std::string, Seconds>;

/// One a camera. The first one that has sound is the reference; at most the first five minutes of each are listened to. A given
/// offset wins and is not listened for. `useSound` false: given ones only. Advances the caller's stage. Throws badInput for a
/// given name that no camera has, or a number that is none.
std::vector<CameraOffset> findOffsets(const Capture& capture, const GivenOffsets& given, bool useSound, Progress& progress);

/// Moves the times of all cameras, so that the earliest frame of all lies at 0, and says in the notes what was done.
void applyOffsets(Capture& capture, const std::vector<CameraOffset>& offsets);

}  // namespace fsm::sync
