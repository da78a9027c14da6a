#include "app/desktop/viewport/render_thread.h"

#include <QMetaObject>
#include <chrono>
#include <thread>

#include "app/desktop/viewport/picture_conversion.h"
#include "reconstruction/core/log.h"

namespace fsm::desktop {

namespace {

/// A device that fails this often without one picture in between is not started again.
constexpr int kMostRestarts = 2;
/// A screen that takes no picture is asked again this often, after this pause.
constexpr int kMostRefusals = 20;
constexpr std::chrono::milliseconds kRefusalPause{25};

}  // namespace

RenderThread::RenderThread(renderer::RendererOptions options, QObject* parent)
    : QObject(parent), renderer_(std::make_unique<ViewportRenderer>(std::move(options), arrays_)) {}

RenderThread::~RenderThread() {
  // Vulkan objects go on the thread that used them.
  requests_.run([this] { renderer_.reset(); });
}

void RenderThread::openWindow(const renderer::NativeWindow& window) {
  requests_.post("window", [this, window] {
    guarded([&] {
      const RendererFacts facts = renderer_->open(window);
      emit opened(facts);
      requests_.post("upload", [this] { uploadNext(); });
      if (last_) requests_.post("frame", [this, ask = *last_] { draw(ask); });
    });
  });
}

void RenderThread::closeWindow() {
  requests_.drop("window");
  requests_.run([this] { renderer_->close(); });
}

void RenderThread::setScene(ScenePointer scene) {
  requests_.post("scene", [this, scene = std::move(scene)] {
    guarded([&] { renderer_->setScene(scene); });
    uploadNext();
  });
}

void RenderThread::setLive(ScenePointer live) {
  requests_.post("live", [this, live = std::move(live)] {
    guarded([&] { renderer_->setLive(live); });
    emit interopChanged(QString::fromStdString(renderer_->interop()));
    uploadNext();
  });
}

void RenderThread::setCompared(ScenePointer scene) {
  requests_.post("compared", [this, scene = std::move(scene)] { guarded([&] { renderer_->setCompared(scene); }); });
}

void RenderThread::setMarked(std::shared_ptr<const std::vector<int64_t>> indices) {
  requests_.post("marks", [this, indices = std::move(indices)] { guarded([&] { renderer_->setMarked(indices); }); });
}

void RenderThread::uploadNext() {
  bool more = false;
  try {
    more = renderer_->uploadPart();
  } catch (const Error& error) {
    if (error.code() == ErrorCode::outOfMemory) {
      emit sceneTooLarge(error, renderer_->fittingGaussians());
      return;
    }
    guarded([&] { throw; });
    return;
  }
  emit uploaded(!more);
  if (more) requests_.post("upload", [this] { uploadNext(); });
}

void RenderThread::present(FrameAsk ask) {
  requests_.post("frame", [this, ask = std::move(ask)] { draw(ask); });
}

void RenderThread::draw(const FrameAsk& ask) {
  last_ = ask;
  guarded([&] {
    const FrameDone done = renderer_->present(ask);
    if (done.presented) {
      restarts_ = refused_ = 0;
      told_.clear();
      emit shown(done);
    } else if (done.window.width > 0 && done.window.height > 0 && ++refused_ < kMostRefusals) {
      // The screen was busy with something else. Whoever waits longer is drawn by the next event.
      std::this_thread::sleep_for(kRefusalPause);
      if (requests_.idle()) requests_.post("frame", [this, ask] { draw(ask); });
    }
  });
}

void RenderThread::pick(const View& view, const glm::dvec2& pixel, std::shared_ptr<const renderer::MeshScene> meshes,
                        std::function<void(std::optional<glm::dvec3>)> found) {
  requests_.post("pick", [this, view, pixel, meshes = std::move(meshes), found = std::move(found)]() mutable {
    std::optional<glm::dvec3> point;
    guarded([&] { point = renderer_->pick(view, pixel, meshes); });
    answer([found = std::move(found), point] { found(point); });
  });
}

void RenderThread::readDepths(const View& view, std::shared_ptr<const renderer::MeshScene> meshes,
                              std::function<void(Depths)> found) {
  requests_.post({}, [this, view, meshes = std::move(meshes), found = std::move(found)]() mutable {
    Depths depths;
    guarded([&] { depths = std::make_shared<const std::vector<float>>(renderer_->depths(view, meshes)); });
    answer([found = std::move(found), depths] { found(depths); });
  });
}

void RenderThread::grab(bool withOverlay, std::function<void(QImage)> taken) {
  requests_.post({}, [this, withOverlay, taken = std::move(taken)]() mutable {
    QImage picture;
    guarded([&] { picture = toQImage(renderer_->grab(withOverlay)); });
    answer([taken = std::move(taken), picture] { taken(picture); });
  });
}

QStringList RenderThread::validationMessages() {
  QStringList messages;
  requests_.run([&] {
    for (const std::string& message : renderer_->validationMessages()) messages << QString::fromStdString(message);
  });
  return messages;
}

void RenderThread::loseDevice() {
  requests_.post({}, [this] { renderer_->loseDevice(); });
}

void RenderThread::guarded(const std::function<void()>& work) {
  try {
    work();
  } catch (const Error& error) {
    if (error.code() == ErrorCode::deviceLost) return recover(error);
    // The window is gone; whoever owns it opens the next one.
    if (error.code() == ErrorCode::noDevice && renderer_->isOpen()) renderer_->close();
    tell(error);
  } catch (const std::bad_alloc&) {
    tell(Error(ErrorCode::outOfMemory,
               tr("The computer's memory is full; close other programs or show fewer Gaussians.").toStdString()));
  } catch (const std::exception& error) {
    tell(Error(ErrorCode::internal, tr("The picture could not be drawn; please report this.").toStdString(), error.what()));
  }
}

void RenderThread::recover(const Error& cause) {
  if (++restarts_ > kMostRestarts) {
    renderer_->close();
    return tell(cause);
  }
  try {
    const RendererFacts facts = renderer_->restart();
    emit opened(facts);
    emit restarted(cause);
    requests_.post("upload", [this] { uploadNext(); });
    if (last_) requests_.post("frame", [this, ask = *last_] { draw(ask); });
  } catch (const std::exception& error) {
    log().warn("The graphics device could not be started again: {}", error.what());
    renderer_->close();
    tell(cause);
  }
}

void RenderThread::tell(const Error& error) {
  if (told_ == error.what()) return;
  told_ = error.what();
  emit failed(error);
}

void RenderThread::answer(std::function<void()> call) { QMetaObject::invokeMethod(this, std::move(call), Qt::QueuedConnection); }

}  // namespace fsm::desktop
