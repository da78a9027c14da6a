#include "app/jobs/clip_writer.h"

#include <cstdio>
#include <optional>
#include <utility>

#include "reconstruction/core/pending_folder.h"
#include "reconstruction/media/exr_writer.h"

namespace fsm::jobs {

namespace fs = std::filesystem;

namespace {

class VideoClip : public ClipWriter {
 public:
  VideoClip(const fs::path& file, const ClipFormat& format, const ClipWriterOptions& options)
      : writer_(file, options.size, {.fps = options.fps, .codec = format.codec, .alpha = format.alpha}),
        alpha_(format.alpha),
        background_(options.background) {}
  void add(const LayeredImage& image, const View&) override {
    if (alpha_)
      writer_.add(image);
    else
      writer_.add(over(image, background_));
  }
  void finish() override { writer_.finish(); }

 private:
  media::VideoWriter writer_;
  bool alpha_;
  glm::vec3 background_;
};

/// Writes one image of a clip without a video.
class ImageOutput {
 public:
  ImageOutput(const ClipFormat& format, const ClipWriterOptions& options) : format_(format), options_(options) {}

  /// `fps` only for images of a sequence.
  void write(const fs::path& file, const LayeredImage& image, const View& view, std::optional<double> fps) const {
    if (format_.images == ClipFormat::Images::exr)
      media::writeExr(file, format_.alpha ? image : flattened(image, options_.background), {view.camera, view.time, fps});
    else if (format_.alpha)
      writePng(file, image, format_.pngDepth);
    else
      writePng(file, over(image, options_.background), format_.pngDepth);
  }
  const ClipFormat& format() const { return format_; }
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
    std::snprintf(name, sizeof name, "frame_%06d%s", count_++, output_.format().ending());
    output_.write(folder_.path() / name, image, view, output_.options().fps);
  }
  void finish() override { folder_.commit(); }

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
  void finish() override { output_.write(file_, image_, view_, std::nullopt); }

 private:
  fs::path file_;
  ImageOutput output_;
  LayeredImage image_;
  View view_;
};

}  // namespace

std::unique_ptr<ClipWriter> openClip(const fs::path& output, const ClipFormat& format, const ClipWriterOptions& options) {
  switch (format.kind) {
    case ClipFormat::Kind::video: return std::make_unique<VideoClip>(output, format, options);
    case ClipFormat::Kind::still: return std::make_unique<StillClip>(output, ImageOutput(format, options));
    case ClipFormat::Kind::folder: break;
  }
  return std::make_unique<FolderClip>(output, ImageOutput(format, options));
}

}  // namespace fsm::jobs
