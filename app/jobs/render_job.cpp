#include "app/jobs/render_job.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <optional>
#include <set>

#include "app/jobs/clip_writer.h"
#include "app/jobs/contact_sheet.h"
#include "app/jobs/frame_renderer.h"
#include "app/jobs/gaussian_io.h"
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

/// What is drawn and how. The scene is there for projects only.
struct Stage {
  std::unique_ptr<Scene> scene;
  ClipStage stage;
  std::unique_ptr<FrameRenderer> renderer;
};

std::unique_ptr<FrameRenderer> gaussianRenderer(const RenderRequest& request, scene::GaussianScene scene,
                                                std::optional<CapturePreparation> preparation) {
  if (request.renderer == "reference") return referenceRenderer(std::move(scene), std::move(preparation));
  return vulkanRenderer(scene, std::move(preparation), request.model.device == "cpu" ? "software" : "");
}

Stage splatStage(const RenderRequest& request) {
  if (request.renderer == "neural")
    throw Error(ErrorCode::badInput,
                "A splat file has no memory for the neural renderer. Use --renderer vulkan or reference, or a .chrono project.");
  Stage out;
  scene::GaussianScene gaussians = loadGaussianScene(request.source);
  out.stage = stageOf(gaussians);
  out.renderer = gaussianRenderer(request, std::move(gaussians), std::nullopt);
  return out;
}

Stage projectStage(const RenderRequest& request, Progress& progress) {
  Stage out;
  out.scene = std::make_unique<Scene>(loadScene(request.source));
  out.stage = stageOf(*out.scene);
  const bool neural = request.renderer == "neural" || (request.renderer.empty() && !hasGaussians(request.source));
  progress.stage(neural ? "Loading the model" : "Reading the Gaussians", 0.05);
  out.renderer = neural ? neuralRenderer(*out.scene, request.model)
                        : gaussianRenderer(request, loadGaussianScene(request.source), out.scene->memory.preparation());
  return out;
}

/// A whole picture has nothing to see through.
void checkAlpha(const RenderRequest& request, const FrameRenderer& renderer, ClipFormat& format) {
  if (renderer.seesThrough()) return;
  if (request.format.alpha.value_or(false))
    throw Error(ErrorCode::unsupported,
                "The neural renderer paints whole pictures, without transparency. Leave --alpha out, or render Gaussians.");
  format.alpha = false;
}

std::string caption(const View& view) {
  char text[32];
  std::snprintf(text, sizeof text, "t = %.2f s", view.time);
  return text;
}

}  // namespace

RenderResult renderJob(const RenderRequest& request, Progress& progress) {
  ClipFormat format = clipFormatOf(request.output, request.format);
  const bool video = format.kind == ClipFormat::Kind::video;
  if (format.kind == ClipFormat::Kind::folder)
    checkNewFolder(request.output);
  else
    checkOutputFile(request.output);
  if (video) checkOutputFile(sheetOf(request.output));
  progress.stage("Reading the scene", 0.03);
  const Stage stage = isSplatSource(request.source) ? splatStage(request) : projectStage(request, progress);
  FrameRenderer& renderer = *stage.renderer;
  checkAlpha(request, renderer, format);
  const bool still = format.kind == ClipFormat::Kind::still;
  const Clip clip = still ? planStill(stage.stage, request.clip) : planClip(stage.stage, request.clip);
  const std::unique_ptr<ClipWriter> writer = openClip(request.output, format, {clip.size, clip.fps, renderer.background()});

  const std::set<size_t> shown = sheetFrames(clip.views.size());
  std::vector<SheetCell> cells;
  progress.stage("Rendering", 0.9);
  const auto begin = std::chrono::steady_clock::now();
  renderer.render(
      clip.views,
      [&](size_t i, LayeredImage&& image) {
        writer->add(image, clip.views[i]);
        if (video && shown.count(i)) cells.push_back({over(image, renderer.background()), caption(clip.views[i])});
      },
      progress);
  const double ms = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();

  progress.stage("Saving", 0.02);
  RenderResult result{
      request.output,   {}, clip.size, static_cast<int>(clip.views.size()), clip.fps, ms / clip.views.size(), renderer.name(),
      renderer.device()};
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
