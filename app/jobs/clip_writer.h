// Takes the frames of a clip in order and makes it appear as a whole: a video, a GIF, a folder of images, or one image.
#pragma once

#include <filesystem>
#include <memory>
#include <span>

#include "app/jobs/clip_format.h"
#include "reconstruction/core/geometry.h"
#include "reconstruction/core/layered_image.h"
#include "reconstruction/core/progress.h"

namespace fsm::jobs {

/// Destroyed without `finish`: nothing is left.
class ClipWriter {
 public:
  virtual ~ClipWriter() = default;
  /// `image`: opaque unless the format keeps what is transparent. `view`: what it shows, in the capture's world and seconds; EXR
  /// files say so. Throws badInput, writeFailed, outOfMemory.
  virtual void add(const LayeredImage& image, const View& view) = 0;
  /// As media/sound.h has it, in step with the frames. Throws internal where the clip was opened without sound.
  virtual void addSound(std::span<const float> samples);
  /// Advances the caller's stage where it takes long. Throws cancelled, writeFailed.
  virtual void finish(Progress& progress) = 0;
};

struct ClipWriterOptions {
  ImageSize size;
  double fps = 30;
  bool sound = false;  ///< a sound track, which `addSound` fills
};

/// Throws what VideoWriter, GifWriter and PendingFolder throw; badInput for sound in a format without.
std::unique_ptr<ClipWriter> openClip(const std::filesystem::path& output, const ClipFormat& format,
                                     const ClipWriterOptions& options);

}  // namespace fsm::jobs
