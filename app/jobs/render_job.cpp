#include "app/jobs/render_job.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <optional>
#include <set>

#include "app/jobs/contact_sheet.h"
#include "app/jobs/output_path.h"
#include "reconstruction/core/error.h"
#include "reconstruction/core/image_file.h"
#include "reconstruction/core/pending_folder.h"
#include "reconstruction/media/video_writer.h"

namespace fsm::jobs {

namespace fs = std::filesystem;

namespace {

constexpr int kSheetColumns = 4, kSheetCells = 12;

enum class Target { video, still, folder };

Target targetOf(const fs::path& output) {
  std::string ending = output.extension().string();
  std::transform(ending.begin(), ending.end(), ending.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  std::error_code failed;
  if (fs::is_directory(output, failed)) return Target::folder;
  if (ending == ".mp4") return Target::video;
  if (ending == ".png") return Target::still;
  static const std::set<std::string> others{".mov", ".mkv",  ".avi", ".webm", ".m4v",  ".gif",
                                            ".jpg", ".jpeg", ".exr", ".tif",  ".tiff", ".webp"};
  if (others.count(ending))
    throw Error(ErrorCode::unsupported,
                "Files ending with " + ending + " are not written. Give a name ending with .mp4 or .png, or a folder.");
  return Target::folder;
}

/// Takes the frames of a clip in order; `finish` makes the result appear.
class FrameSink {
 public:
  virtual ~FrameSink() = default;
  virtual void add(const Image& image) = 0;
  virtual void finish() = 0;
};

class VideoSink : public FrameSink {
 public:
  VideoSink(const fs::path& file, const Clip& clip) : writer_(file, clip.size, {.fps = clip.fps}) {}
  void add(const Image& image) override { writer_.add(image); }
  void finish() override { writer_.finish(); }

 private:
  media::VideoWriter writer_;
};

class FolderSink : public FrameSink {
 public:
  explicit FolderSink(const fs::path& folder) : folder_(folder) {}
  void add(const Image& image) override {
    char name[32];
    std::snprintf(name, sizeof name, "frame_%06d.png", count_++);
    writePng(folder_.path() / name, image);
  }
  void finish() override { folder_.commit(); }

 private:
  PendingFolder folder_;
  int count_ = 0;
};

class StillSink : public FrameSink {
 public:
  explicit StillSink(fs::path file) : file_(std::move(file)) {}
  void add(const Image& image) override { image_ = image; }
  void finish() override { writePng(file_, image_); }

 private:
  fs::path file_;
  Image image_;
};

std::unique_ptr<FrameSink> sinkFor(Target target, const fs::path& output, const Clip& clip) {
  switch (target) {
    case Target::video: return std::make_unique<VideoSink>(output, clip);
    case Target::still: return std::make_unique<StillSink>(output);
    case Target::folder: break;
  }
  return std::make_unique<FolderSink>(output);
}

fs::path sheetOf(const fs::path& video) { return fs::path(video).replace_extension(".sheet.png"); }

/// Frames of the clip that its contact sheet shows, first and last included.
std::set<size_t> sheetFrames(size_t frames) {
  std::set<size_t> chosen;
  const size_t cells = std::min<size_t>(kSheetCells, frames);
  for (size_t i = 0; i < cells; ++i) chosen.insert(cells > 1 ? i * (frames - 1) / (cells - 1) : 0);
  return chosen;
}

/// Renders every view of the clip in order.
void renderClip(const Engine& engine, const Scene& scene, const Clip& clip, const std::function<void(size_t, Image&&)>& receive,
                Progress& progress) {
  const CapturePreparation& preparation = scene.memory.preparation();
  std::vector<PreparedView> views;
  views.reserve(clip.views.size());
  for (const View& view : clip.views) views.push_back(prepareView(preparation, view));
  engine.render(
      scene.memory, views,
      [&](size_t i, Image&& image) { receive(i, outputFor(preparation, clip.views[i], views[i], std::move(image))); }, progress);
}

std::string caption(const View& view) {
  char text[32];
  std::snprintf(text, sizeof text, "t = %.2f s", view.time);
  return text;
}

}  // namespace

RenderResult renderJob(const RenderRequest& request, Progress& progress) {
  const Target target = targetOf(request.output);
  if (target == Target::folder)
    checkNewFolder(request.output);
  else
    checkOutputFile(request.output);
  if (target == Target::video) checkOutputFile(sheetOf(request.output));
  progress.stage("Reading the scene", 0.03);
  const Scene scene = loadScene(request.project);
  const Clip clip = target == Target::still ? planStill(scene, request.clip) : planClip(scene, request.clip);
  const std::unique_ptr<FrameSink> sink = sinkFor(target, request.output, clip);
  progress.stage("Loading the model", 0.05);
  const Engine engine = loadSceneEngine(scene, request.model);

  const std::set<size_t> shown = sheetFrames(clip.views.size());
  std::vector<SheetCell> cells;
  progress.stage("Rendering", 0.9);
  const auto begin = std::chrono::steady_clock::now();
  renderClip(
      engine, scene, clip,
      [&](size_t i, Image&& image) {
        sink->add(image);
        if (target == Target::video && shown.count(i)) cells.push_back({std::move(image), caption(clip.views[i])});
      },
      progress);
  const double ms = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();

  progress.stage("Saving", 0.02);
  RenderResult result{request.output,     {}, clip.size, static_cast<int>(clip.views.size()), clip.fps, ms / clip.views.size(),
                      engine.deviceName()};
  std::optional<Image> sheet;
  if (target == Target::video) sheet = contactSheet(cells, kSheetColumns);
  sink->finish();
  if (sheet) {
    result.sheet = sheetOf(request.output);
    writePng(result.sheet, *sheet);
  }
  return result;
}

}  // namespace fsm::jobs
