// OpenEXR frames for compositing: half R, G, B, A (scene-linear BT.709 light, premultiplied) and, where the depth is known, float
// Z; scan lines, zip. Attributes: chromaticities (BT.709, D65) and, where they are given, time (seconds, float), framesPerSecond,
// worldToCamera and worldToNDC as ImfStandardAttributes.h defines them: row vectors; the camera's space is left-handed with x
// right, y up and z forward, so that the z of a transformed point is what the Z channel stores.
#pragma once

#include <filesystem>
#include <optional>

#include "reconstruction/core/layered_image.h"

namespace fsm::media {

struct ExrAttributes {
  std::optional<Camera> camera;  ///< the one that saw the image; intrinsics of any nominal size
  std::optional<Seconds> time;   ///< of the scene
  std::optional<double> fps;     ///< of the sequence that the frame belongs to
};

/// Written to a temporary name, synced, renamed. Colours that are no number become 0, those beyond the range of half its largest;
/// depth that is no number becomes infinite. Throws badInput (no pixels, a camera that is not rigid), writeFailed, outOfMemory.
void writeExr(const std::filesystem::path& path, const LayeredImage& image, const ExrAttributes& attributes);

}  // namespace fsm::media
