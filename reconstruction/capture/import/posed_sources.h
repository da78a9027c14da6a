// The foreign posed formats in order of detection.
#pragma once

#include <span>

#include "reconstruction/capture/import/posed_frames.h"

namespace fsm::import {

struct PosedSource {
  const char* name;
  bool (*accepts)(const std::filesystem::path&);
  PosedFrames (*read)(const std::filesystem::path&);
};
std::span<const PosedSource> posedSources();

}  // namespace fsm::import
