#include "app/desktop/dialogs/export_previewer.h"

#include <QMetaObject>
#include <algorithm>
#include <chrono>
#include <cmath>

#include "app/desktop/document/job_error.h"
#include "app/desktop/operations/export_picture.h"
#include "app/jobs/clip_frames.h"
#include "app/jobs/clip_sound.h"

namespace fsm::desktop {

namespace {

/// Pixels on the long side of a draft.
constexpr int kSplatDraft = 640, kNeuralDraft = 192;
constexpr double kBearableMs = 6000;
/// By how much the pixels of a picture outweigh its number: the model looks from each patch at all others.
constexpr double kSplatPower = 1, kNeuralPower = 1.5;

double pixelsOf(ImageSize size) { return static_cast<double>(size.width) * size.height; }

ImageSize draftSize(ImageSize full, QSize window, bool neural) {
  const int most = neural ? kNeuralDraft : kSplatDraft;
  const double room = std::min({1.0, static_cast<double>(most) / std::max(full.width, full.height),
                                std::max(1.0, static_cast<double>(window.width())) / full.width,
                                std::max(1.0, static_cast<double>(window.height())) / full.height});
  const auto side = [&](int length) { return std::max(16, static_cast<int>(std::lround(length * room))); };
  return {std::min(full.width, side(full.width)), std::min(full.height, side(full.height))};
}

/// One frame of `clip` by itself, in another size.
jobs::Clip resizedFrame(const jobs::Clip& clip, size_t frame, ImageSize size) {
  View view = clip.views.at(frame);
  view.camera.intrinsics = resized(view.camera.intrinsics, size);
  jobs::Clip out{size, clip.fps, {view}, {}};
  out.between = [view](double) { return view; };
  return out;
}

double freeBytesAt(const std::filesystem::path& file) {
  std::error_code failed;
  for (std::filesystem::path folder = file.parent_path(); !folder.empty(); folder = folder.parent_path()) {
    const std::filesystem::space_info space = std::filesystem::space(folder, failed);
    if (!failed) return static_cast<double>(space.available);
    if (folder == folder.parent_path()) break;
  }
  return -1;
}

}  // namespace

/// What the thread keeps from question to question.
struct ExportPreviewer::Work {
  ExportSource source;
  std::optional<ExportSettings> settings;  ///< of `quality` and `clip`
  std::optional<jobs::RenderStage> stage;
  bool neural = false;
  jobs::ClipQuality quality;
  jobs::Clip clip;

  struct Frame {
    LayeredImage image;
    double ms = 0;
  };

  void open(const PreviewRequest& request);
  void plan(const PreviewRequest& request);
  PreviewPlan told(const PreviewRequest& request) const;
  Frame draw(const jobs::Clip& frames, size_t frame, const jobs::ClipQuality& in, Progress& progress);
  size_t frameAt(double seconds) const {
    const double last = static_cast<double>(clip.views.size() - 1);
    return static_cast<size_t>(std::clamp(std::round(seconds * clip.fps), 0.0, last));
  }
  PreviewPicture draft(const PreviewRequest& request);
  PreviewPicture full(const PreviewRequest& request, Progress& progress);
  PreviewPicture picture(const PreviewRequest& request, const LayeredImage& image) const;
};

void ExportPreviewer::Work::open(const PreviewRequest& request) {
  if (stage && neural == request.settings.neural && source.sameStage(request.source)) return;
  stage.reset();  // two at a time would need twice the memory
  settings.reset();
  stage = openExportStage(request.source, request.settings.neural);
  neural = request.settings.neural;
  source = request.source;
  if (neural) return;
  // The first frame of a device compiles what it needs: not what a frame takes.
  plan(request);
  Progress silent;
  draw(resizedFrame(clip, 0, {16, 16}), 0, draftQuality(quality), silent);
}

void ExportPreviewer::Work::plan(const PreviewRequest& request) {
  const bool sameQuality = settings && *settings == request.settings && source.background == request.source.background;
  if (!sameQuality) quality = clipQuality(request.settings, request.source.background);
  source = request.source;
  settings = request.settings;
  stage->up = source.up;
  clip = exportClip(*stage, source, *settings);
}

PreviewPlan ExportPreviewer::Work::told(const PreviewRequest& request) const {
  std::vector<Seconds> moments;
  moments.reserve(clip.views.size());
  for (const View& view : clip.views) moments.push_back(view.time);
  PreviewPlan out{clip.size, static_cast<int>(clip.views.size()), clip.fps};
  out.footageSounds = stage->sound.has_value();
  out.footageLost = stage->footageLost;
  out.soundsThroughout = jobs::soundsThroughout(moments, clip.fps);
  out.soundsSomewhere = !jobs::soundPieces(moments, clip.fps).empty();
  out.freeBytes = freeBytesAt(request.file);
  return out;
}

ExportPreviewer::Work::Frame ExportPreviewer::Work::draw(const jobs::Clip& frames, size_t frame, const jobs::ClipQuality& in,
                                                         Progress& progress) {
  progress.stage("preview", 1);
  const auto begin = std::chrono::steady_clock::now();
  Frame out{jobs::renderFrame(*stage->renderer, frames, frame, in, stage->up, progress)};
  out.ms = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
  return out;
}

PreviewPicture ExportPreviewer::Work::picture(const PreviewRequest& request, const LayeredImage& image) const {
  PreviewPicture out;
  out.picture = exportPicture(image, quality.background.kind == jobs::Background::Kind::transparent);
  out.shown = out.picture.scaled(request.window, Qt::KeepAspectRatio, Qt::SmoothTransformation);
  out.frame = static_cast<int>(frameAt(request.at));
  return out;
}

PreviewPicture ExportPreviewer::Work::draft(const PreviewRequest& request) {
  const ImageSize size = draftSize(clip.size, request.window, neural);
  Progress silent;  // drafts are quick, and if each were cancelled by the next none would be seen
  const Frame frame = draw(resizedFrame(clip, frameAt(request.at), size), 0, draftQuality(quality), silent);
  PreviewPicture out = picture(request, frame.image);
  const double larger = pixelsOf(clip.size) / pixelsOf(size);
  out.frameMs = frame.ms * std::pow(larger, neural ? kNeuralPower : kSplatPower) * quality.cost();
  out.later = request.evenIfSlow || out.frameMs <= kBearableMs;
  return out;
}

PreviewPicture ExportPreviewer::Work::full(const PreviewRequest& request, Progress& progress) {
  const Frame frame = draw(clip, frameAt(request.at), quality, progress);
  PreviewPicture out = picture(request, frame.image);
  out.frameMs = frame.ms;
  out.full = true;
  return out;
}

ExportPreviewer::ExportPreviewer(QObject* parent) : QObject(parent), work_(std::make_shared<Work>()) {}

ExportPreviewer::~ExportPreviewer() {
  if (full_) full_->cancel();
}

void ExportPreviewer::ask(const PreviewRequest& request) {
  if (full_) full_->cancel();
  full_ = std::make_shared<Progress>();
  drawing_.post("frame", [this, work = work_, request, progress = full_, number = ++number_] {
    try {
      work->open(request);
      work->plan(request);
      answer(number, [this, plan = work->told(request)] { emit planned(plan); });
      const PreviewPicture draft = work->draft(request);
      answer(number, [this, draft] { emit made(draft); });
      if (!draft.later) return;
      answer(number, [this, full = work->full(request, *progress)] { emit made(full); });
    } catch (...) {
      const Error error = errorFrom(std::current_exception());
      if (error.code() == ErrorCode::cancelled) return;
      if (error.code() == ErrorCode::deviceLost) work->stage.reset();
      answer(number, [this, error] { emit failed(error); });
    }
  });
}

void ExportPreviewer::release() {
  if (full_) full_->cancel();
  released_ = number_;
  drawing_.post("frame", [work = work_] { *work = Work(); });
}

void ExportPreviewer::answer(uint64_t number, std::function<void()> call) {
  QMetaObject::invokeMethod(
      this,
      [this, number, call = std::move(call)] {
        // Older ones too: while a slider moves, what is late is better than nothing.
        if (number > released_) call();
      },
      Qt::QueuedConnection);
}

}  // namespace fsm::desktop
