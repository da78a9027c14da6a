#include "app/jobs/clip_writer.h"

#include <cstdio>
#include <optional>
#include <utility>

#include "reconstruction/core/error.h"
#include "reconstruction/core/pending_folder.h"
#include "reconstruction/media/exr_writer.h"
#include "reconstruction/media/gif_writer.h"

namespace fsm::jobs {

namespace fs = std::filesystem;

namespace {

class VideoClip : public ClipWriter {
 public:
  VideoClip(const fs::path& file, const ClipFormat& format, const ClipWriterOptions& options)
      : writer_(file, options.size,
                {.fps = options.fps,
                 .quality = format.quality,
                 .codec = format.codec,
                 .alpha = format.alpha,
                 .sound = options.sound}) {}
  void add(const LayeredImage& image, const View&) override { writer_.add(image); }
  void addSound(std::span<const float> samples) override { writer_.addSound(samples); }
  void finish(Progress& progress) override { writer_.finish(progress); }

 private:
  media::VideoWriter writer_;
};

class GifClip : public ClipWriter {
 public:
  GifClip(const fs::path& file, const ClipFormat& format, const ClipWriterOptions& options)
      : writer_(file, options.size, {.fps = options.fps, .transparent = format.alpha}) {}
  void add(const LayeredImage& image, const View&) override { writer_.add(image); }
  void finish(Progress& progress) override { writer_.finish(progress); }

 private:
  media::GifWriter writer_;
};

/// Writes one image of a clip without a video.
class ImageOutput {
 public:
  ImageOutput(const ClipFormat& format, const ClipWriterOptions& options) : format_(format), options_(options) {}

  /// `fps` only for images of a sequence.
  void write(const fs::path& file, const LayeredImage& image, const View& view, std::optional<double> fps) const {
    if (format_.images == ClipFormat::Images::exr)
      media::writeExr(file, image, {view.camera, view.time, fps});
    else if (format_.alpha)
      writePng(file, image, format_.pngDepth);
    else
      writePng(file, over(image, glm::vec3(1)), format_.pngDepth);
  }
  const char* ending() const { return format_.images == ClipFormat::Images::exr ? ".exr" : ".png"; }
  const ClipWriterOptions& options() const { return options_; }

 private:
  ClipFormat format_;
  ClipWriterOptions options_;
};

class FolderClip : public ClipWriter {
 public:
  FolderClip(const fs::path& folder, ImageOutput output) : folder_(folder), output_(output) {}
  void add(const LayeredImage& image, const View& view) override {
    char name[32];
    std::snprintf(name, sizeof name, "frame_%06d%s", count_++, output_.ending());
    output_.write(folder_.path() / name, image, view, output_.options().fps);
  }
  void finish(Progress&) override { folder_.commit(); }

 private:
  PendingFolder folder_;
  ImageOutput output_;
  int count_ = 0;
};

class StillClip : public ClipWriter {
 public:
  StillClip(fs::path file, ImageOutput output) : file_(std::move(file)), output_(output) {}
  void add(const LayeredImage& image, const View& view) override {
    image_ = image;
    view_ = view;
  }
  void finish(Progress& progress) override {
    progress.check();
    output_.write(file_, image_, view_, std::nullopt);
  }

 private:
  fs::path file_;
  ImageOutput output_;
  LayeredImage image_;
  View view_;
};

}  // namespace

void ClipWriter::addSound(std::span<const float>) {
  throw Error(ErrorCode::internal, "A clip of this format was opened without sound.");
}

std::unique_ptr<ClipWriter> openClip(const fs::path& output, const ClipFormat& format, const ClipWriterOptions& options) {
  if (options.sound && !format.hasSound())
    throw Error(ErrorCode::badInput, "Images and GIFs have no sound. Export a video, or leave the sound out.");
  switch (format.kind) {
    case ClipFormat::Kind::video: return std::make_unique<VideoClip>(output, format, options);
    case ClipFormat::Kind::gif: return std::make_unique<GifClip>(output, format, options);
    case ClipFormat::Kind::still: return std::make_unique<StillClip>(output, ImageOutput(format, options));
    case ClipFormat::Kind::folder: break;
  }
  return std::make_unique<FolderClip>(output, ImageOutput(format, options));
}

}  // namespace fsm::jobs
