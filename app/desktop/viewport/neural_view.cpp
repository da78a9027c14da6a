#include "app/desktop/viewport/neural_view.h"

#include <QMetaObject>
#include <QPointer>
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>

namespace fsm::desktop {

namespace {

constexpr double kMovingMilliseconds = 90, kStillMilliseconds = 2500;
/// Pixels on the long side: of the first picture of all, and at least.
constexpr double kFirstMoving = 96, kFirstStill = 256, kLeast = 48;
constexpr int kPatch = 8;  ///< sizes that differ by less than the model's patches are the same picture
constexpr double kLearning = 0.4;

int roundedToPatch(double pixels) { return std::max(1, static_cast<int>(std::lround(pixels / kPatch))) * kPatch; }

/// The largest size at which the model read a camera.
ImageSize knownSize(const jobs::Scene& scene) {
  ImageSize known;
  for (const ImageSize& size : scene.settings.viewSizes)
    if (size.width + size.height > known.width + known.height) known = size;
  return known;
}

double pixelsOf(ImageSize size) { return static_cast<double>(size.width) * size.height; }

}  // namespace

ImageSize NeuralSizes::sizeFor(ImageSize window, ImageSize known, bool moving) const {
  const double longSide = std::max({window.width, window.height, 1});
  const double knownSide = std::max(known.width, known.height);
  double side = moving ? kFirstMoving : kFirstStill;
  if (millisecondsPerPixel_ > 0) {
    const double allowed = (moving ? kMovingMilliseconds : kStillMilliseconds) / millisecondsPerPixel_;
    side = longSide * std::sqrt(allowed / std::max(pixelsOf(window), 1.0));
  }
  double most = longSide;
  if (knownSide > 0) most = std::min(most, (moving ? 1.0 : 2.0) * knownSide);
  side = std::clamp(side, std::min(kLeast, most), most);
  return {roundedToPatch(side * window.width / longSide), roundedToPatch(side * window.height / longSide)};
}

void NeuralSizes::learn(ImageSize made, double milliseconds) {
  if (!(pixelsOf(made) > 0) || !(milliseconds > 0)) return;
  const double now = milliseconds / pixelsOf(made);
  millisecondsPerPixel_ = millisecondsPerPixel_ > 0 ? millisecondsPerPixel_ + kLearning * (now - millisecondsPerPixel_) : now;
}

NeuralView::NeuralView(JobQueue& jobs, QObject* parent) : QObject(parent), jobs_(jobs) {}

NeuralView::~NeuralView() {
  if (full_) full_->cancel();
  if (loading_) jobs_.cancel(loading_);
}

void NeuralView::setScene(std::shared_ptr<const jobs::Scene> scene) {
  if (scene == scene_) return;
  scene_ = std::move(scene);
  ++sceneNumber_;
  renderer_.reset();
  last_.reset();
  broken_ = false;
  if (full_) full_->cancel();
  drawing_.drop("view");
  if (std::exchange(loading_, 0)) emit loadingChanged();  // its answer is of another scene then
}

void NeuralView::ask(const View& view, bool moving, uint64_t serial) {
  if (!scene_ || broken_) return;
  last_ = Question{view, knownSize(*scene_), moving, serial};
  if (!renderer_) return load();
  // Full pictures only: moving ones are quick, and if each were cancelled by the next none would be shown.
  if (full_) full_->cancel();
  const auto progress = std::make_shared<Progress>();
  full_ = moving ? nullptr : progress;
  drawing_.post("view", [this, renderer = renderer_, question = *last_, scene = sceneNumber_, progress] {
    draw(*renderer, question, scene, *progress);
  });
}

void NeuralView::load() {
  if (loading_) return;
  const auto loaded = std::make_shared<std::shared_ptr<jobs::FrameRenderer>>();
  Job job;
  job.title = tr("Load the model");
  job.lane = Lane::light;
  job.quiet = true;
  job.retryable = false;
  job.work = [scene = scene_, loaded](Progress& progress, JobFeedback&) {
    progress.stage(tr("Loading the model").toStdString(), 1);
    std::shared_ptr<jobs::FrameRenderer> made = jobs::neuralRenderer(*scene, {});
    // It refers to the scene, which has to stay as long.
    *loaded = std::shared_ptr<jobs::FrameRenderer>(made.get(), [made, scene](jobs::FrameRenderer*) mutable { made.reset(); });
  };
  const QPointer<NeuralView> self(this);
  job.done = [self, loaded, number = sceneNumber_] {
    if (!self || number != self->sceneNumber_) return;
    self->loading_ = 0;
    self->renderer_ = std::move(*loaded);
    emit self->loadingChanged();
    if (const auto last = self->last_) self->ask(last->view, last->moving, last->serial);
  };
  job.failed = [self, number = sceneNumber_](const Error& error) {
    if (!self || number != self->sceneNumber_) return;
    self->loading_ = 0;
    self->broken_ = true;
    emit self->loadingChanged();
    emit self->failed(error);
  };
  loading_ = jobs_.start(std::move(job));
  emit loadingChanged();
}

void NeuralView::draw(jobs::FrameRenderer& renderer, const Question& question, uint64_t scene, Progress& progress) {
  try {
    View view = question.view;
    const ImageSize size = sizes_.sizeFor(view.camera.intrinsics.size, question.known, question.moving);
    view.camera.intrinsics = resized(view.camera.intrinsics, size);
    progress.stage("view", 1);
    const auto begin = std::chrono::steady_clock::now();
    NeuralPicture picture{question.serial, question.moving, nullptr, 0};
    renderer.render(
        {view}, [&](size_t, LayeredImage&& image) { picture.image = std::make_shared<LayeredImage>(std::move(image)); },
        progress);
    picture.milliseconds = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
    sizes_.learn(size, picture.milliseconds);
    answer([this, picture, scene] {
      if (scene == sceneNumber_) emit made(picture);
    });
  } catch (const std::exception& error) {
    const auto* known = dynamic_cast<const Error*>(&error);
    if (known && known->code() == ErrorCode::cancelled) return;
    const Error told = known ? *known
                             : Error(ErrorCode::internal,
                                     tr("The model could not draw this view; please report this.").toStdString(), error.what());
    answer([this, told] { emit failed(told); });
  }
}

void NeuralView::answer(std::function<void()> call) { QMetaObject::invokeMethod(this, std::move(call), Qt::QueuedConnection); }

}  // namespace fsm::desktop
