// Sizes of pictures by name and by numbers: what the command line and the export dialog offer.
#pragma once

#include <span>
#include <string>

#include "reconstruction/core/geometry.h"

namespace fsm::jobs {

inline constexpr int kLargestClipSide = 8192;  ///< pixels

struct SizePreset {
  const char* name;  ///< as it is typed: "1080p"
  ImageSize size;
};
/// In the order in which they are offered: 720p, 1080p, 1440p, 4k, square (1080x1080), vertical (1080x1920), portrait
/// (1080x1350).
std::span<const SizePreset> sizePresets();

/// "640x360", or the name of a preset (any case). Throws badInput; sides over kLargestClipSide too.
ImageSize parseImageSize(const std::string& text);

}  // namespace fsm::jobs
