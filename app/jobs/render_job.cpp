#include "app/jobs/render_job.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <set>

#include "app/jobs/clip_frames.h"
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

std::string caption(const View& view) {
  char text[32];
  std::snprintf(text, sizeof text, "t = %.2f s", view.time);
  return text;
}

bool hasSheet(const ClipFormat& format, const ClipOutput& output) {
  return output.sheet && format.kind == ClipFormat::Kind::video;
}

/// What can be refused before anything is loaded.
ClipFormat checkedFormat(const ClipOutput& output) {
  const ClipFormat format = clipFormatOf(output.file, output.format, output.quality.background.kind);
  checkQuality(output.quality);
  if (format.kind == ClipFormat::Kind::folder)
    checkNewFolder(output.file);
  else
    checkOutputFile(output.file);
  if (hasSheet(format, output)) checkOutputFile(sheetOf(output.file));
  if (output.sound.choice == SoundChoice::on && !format.hasSound())
    throw Error(ErrorCode::badInput, "Images and GIFs have no sound. Export a video, or leave the sound out.");
  return format;
}

/// A whole picture has nothing to see through.
ClipFormat formatFor(const FrameRenderer& renderer, const ClipOutput& output) {
  ClipFormat format = checkedFormat(output);
  if (!renderer.seesThrough() && output.quality.background.kind == Background::Kind::automatic) format.alpha = false;
  return format;
}

std::vector<Seconds> momentsOf(const Clip& clip) {
  std::vector<Seconds> moments;
  moments.reserve(clip.views.size());
  for (const View& view : clip.views) moments.push_back(view.time);
  return moments;
}

/// Null: the clip gets no sound track, and `notes` may say why.
std::unique_ptr<ClipSound> openSound(const RenderStage& stage, const Clip& clip, const ClipFormat& format,
                                     const SoundRequest& request, std::vector<std::string>& notes) {
  if (request.choice == SoundChoice::off || !format.hasSound()) return nullptr;
  const bool asked = request.choice == SoundChoice::on;
  const std::vector<Seconds> moments = momentsOf(clip);
  if (!asked && !soundsThroughout(moments, clip.fps)) return nullptr;
  const std::optional<CaptureSound> found = request.sound ? request.sound : stage.sound;
  if (!found) {
    if (!asked) return nullptr;
    throw Error(ErrorCode::badInput,
                stage.footageLost ? "The footage is not where it was, and its sound with it. Put it back, name a file with its "
                                    "sound, or export without sound."
                                  : "The footage has no sound. Name a file with its sound, or export without sound.");
  }
  if (soundPieces(moments, clip.fps).empty())
    notes.emplace_back("Scene time nowhere runs at normal speed, so all of the clip is silent.");
  try {
    return std::make_unique<ClipSound>(*found, moments, clip.fps);
  } catch (const Error& error) {
    if (asked) throw;
    notes.push_back(std::string("The clip has no sound. ") + error.what());
    return nullptr;
  }
}

/// The frames on their way from the renderer to the file.
class ClipMaker {
 public:
  ClipMaker(const Clip& clip, ClipWriter& writer, ClipSound* sound, bool sheet, const FrameListener& listener)
      : clip_(clip), writer_(writer), sound_(sound), listener_(listener) {
    if (sheet) shown_ = sheetFrames(clip.views.size());
  }
  void add(size_t i, const LayeredImage& image, const glm::vec3& behindSheet) {
    writer_.add(image, clip_.views[i]);
    if (sound_) writer_.addSound(sound_->frame(i));
    if (shown_.count(i)) cells_.push_back({over(image, behindSheet), caption(clip_.views[i])});
    if (listener_) listener_(static_cast<int>(i + 1), static_cast<int>(clip_.views.size()), image);
  }
  Image sheet() const { return contactSheet(cells_, kSheetColumns); }

 private:
  const Clip& clip_;
  ClipWriter& writer_;
  ClipSound* sound_;
  const FrameListener& listener_;
  std::set<size_t> shown_;
  std::vector<SheetCell> cells_;
};

}  // namespace

RenderResult renderClip(RenderStage& stage, const Clip& clip, const ClipOutput& output, Progress& progress, double weight,
                        const FrameListener& listener) {
  FrameRenderer& renderer = *stage.renderer;
  const ClipFormat format = formatFor(renderer, output);
  const bool withSheet = hasSheet(format, output);
  if (!format.moves() && clip.views.size() != 1)
    throw Error(ErrorCode::badInput, "One image holds one frame. Choose one, or write a video or a folder of images.");
  ClipQuality quality = output.quality;
  if (format.alpha) quality.background.kind = Background::Kind::transparent;

  RenderResult result{output.file, {}, clip.size, static_cast<int>(clip.views.size()), clip.fps};
  result.renderer = renderer.name();
  result.device = renderer.device();
  const std::unique_ptr<ClipSound> sound = openSound(stage, clip, format, output.sound, result.notes);
  if (sound) result.soundSeconds = sound->seconds();
  const std::unique_ptr<ClipWriter> writer = openClip(output.file, format, {clip.size, clip.fps, sound != nullptr});
  ClipMaker maker(clip, *writer, sound.get(), withSheet, listener);

  progress.stage("Rendering", 0.95 * weight);
  const auto begin = std::chrono::steady_clock::now();
  renderFrames(
      renderer, clip, 0, clip.views.size(), quality, stage.up,
      [&](size_t i, LayeredImage&& image) { maker.add(i, image, renderer.background()); }, progress);
  const double ms = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
  result.frameMs = ms / static_cast<double>(clip.views.size());

  progress.stage("Saving", 0.05 * weight);
  std::optional<Image> sheet;
  if (withSheet) sheet = maker.sheet();
  writer->finish(progress);
  if (sheet) {
    result.sheet = sheetOf(output.file);
    writePng(result.sheet, *sheet);
  }
  return result;
}

RenderResult renderJob(const RenderRequest& request, Progress& progress, const FrameListener& listener) {
  const ClipFormat format = checkedFormat(request.output);
  if (!format.moves() && request.output.quality.blur.shutter > 0)
    throw Error(ErrorCode::badInput, "One image shows one moment, without motion blur. Write a video or a folder of images.");
  RenderStage stage = loadStage(request.source, request.renderer, progress);
  const Clip clip = format.moves() ? planClip(stage.stage, request.clip) : planStill(stage.stage, request.clip);
  return renderClip(stage, clip, request.output, progress, 0.92, listener);
}

}  // namespace fsm::jobs
