// Takes the frames of a clip in order and makes it appear as a whole: a video, a folder of images, or one image.
#pragma once

#include <filesystem>
#include <glm/glm.hpp>
#include <memory>

#include "app/jobs/clip_format.h"
#include "reconstruction/core/geometry.h"
#include "reconstruction/core/layered_image.h"

namespace fsm::jobs {

/// Destroyed without `finish`: nothing is left.
class ClipWriter {
 public:
  virtual ~ClipWriter() = default;
  /// `view`: what the image shows, in the capture's world and seconds; EXR files say so. Throws badInput, writeFailed,
  /// outOfMemory.
  virtual void add(const LayeredImage& image, const View& view) = 0;
  virtual void finish() = 0;
};

struct ClipWriterOptions {
  ImageSize size;
  double fps = 30;
  glm::vec3 background{1.0f};  ///< display-referred; behind the images where the format is without alpha
};

/// Throws what VideoWriter and PendingFolder throw.
std::unique_ptr<ClipWriter> openClip(const std::filesystem::path& output, const ClipFormat& format,
                                     const ClipWriterOptions& options);

}  // namespace fsm::jobs
