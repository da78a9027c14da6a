#include "app/jobs/render_job.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <optional>
#include <set>

#include "app/jobs/clip_writer.h"
#include "app/jobs/contact_sheet.h"
#include "app/jobs/output_path.h"
#include "reconstruction/core/error.h"
#include "reconstruction/core/image_file.h"
#include "reconstruction/core/pending_folder.h"

namespace fsm::jobs {

namespace fs = std::filesystem;

namespace {

constexpr int kSheetColumns = 4, kSheetCells = 12;

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

/// The image decoder paints whole pictures: there is nothing to see through.
ClipFormat neuralFormat(const RenderRequest& request) {
  ClipFormat format = clipFormatOf(request.output, request.format);
  if (request.format.alpha.value_or(false))
    throw Error(ErrorCode::unsupported,
                "The image decoder paints whole pictures, without transparency. Leave --alpha out, or render Gaussians.");
  format.alpha = false;
  return format;
}

std::string caption(const View& view) {
  char text[32];
  std::snprintf(text, sizeof text, "t = %.2f s", view.time);
  return text;
}

}  // namespace

RenderResult renderJob(const RenderRequest& request, Progress& progress) {
  const ClipFormat format = neuralFormat(request);
  const bool video = format.kind == ClipFormat::Kind::video;
  if (format.kind == ClipFormat::Kind::folder)
    checkNewFolder(request.output);
  else
    checkOutputFile(request.output);
  if (video) checkOutputFile(sheetOf(request.output));
  progress.stage("Reading the scene", 0.03);
  const Scene scene = loadScene(request.project);
  const Clip clip = format.kind == ClipFormat::Kind::still ? planStill(scene, request.clip) : planClip(scene, request.clip);
  const std::unique_ptr<ClipWriter> writer = openClip(request.output, format, {clip.size, clip.fps});
  progress.stage("Loading the model", 0.05);
  const Engine engine = loadSceneEngine(scene, request.model);

  const std::set<size_t> shown = sheetFrames(clip.views.size());
  std::vector<SheetCell> cells;
  progress.stage("Rendering", 0.9);
  const auto begin = std::chrono::steady_clock::now();
  renderClip(
      engine, scene, clip,
      [&](size_t i, Image&& image) {
        writer->add(opaque(image), clip.views[i]);
        if (video && shown.count(i)) cells.push_back({std::move(image), caption(clip.views[i])});
      },
      progress);
  const double ms = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();

  progress.stage("Saving", 0.02);
  RenderResult result{request.output,     {}, clip.size, static_cast<int>(clip.views.size()), clip.fps, ms / clip.views.size(),
                      engine.deviceName()};
  std::optional<Image> sheet;
  if (video) sheet = contactSheet(cells, kSheetColumns);
  writer->finish();
  if (sheet) {
    result.sheet = sheetOf(request.output);
    writePng(result.sheet, *sheet);
  }
  return result;
}

}  // namespace fsm::jobs
