// How far two recordings of one event are apart, from their sound: generalised cross-correlation with (partial) phase transform,
// Knapp and Carter 1976, over the band in which claps and voices are clear.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "reconstruction/core/geometry.h"

namespace fsm::sync {

struct AudioOffset {
  /// Add it to a time of the other recording to get the reference's. Nothing where the sounds do not fit together.
  std::optional<Seconds> offset;
  double confidence = 0;  ///< 0: any other offset would do as well; 1: no other comes near. Found offsets have at least 0.25
  std::string reason;     ///< why there is none, as the end of a sentence: "its sound is silent"
};

/// Mono, `rate` samples a second, both from their own time 0 on. At least a quarter of the shorter one must overlap.
AudioOffset audioOffset(std::span<const float> reference, std::span<const float> other, double rate);

}  // namespace fsm::sync
