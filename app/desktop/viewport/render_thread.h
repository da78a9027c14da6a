// The one thread that draws. It owns renderer, presenter and the Vulkan queue; everything else asks it: a newer frame, scene or
// question takes the place of an older one that has not begun. It sleeps while nothing is asked.
//
// When the device fails, everything is made anew with the scene of the host and the last frame is drawn again; when memory is
// out, the error says what would fit. All signals arrive on the thread of their receiver.
#pragma once

#include <QImage>
#include <QObject>
#include <QStringList>
#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "app/desktop/viewport/request_thread.h"
#include "app/desktop/viewport/viewport_renderer.h"

namespace fsm::desktop {

class RenderThread : public QObject {
  Q_OBJECT
 public:
  explicit RenderThread(renderer::RendererOptions options, QObject* parent = nullptr);
  ~RenderThread() override;

  /// From now on frames go to `window`; `opened` or `failed` follows.
  void openWindow(const renderer::NativeWindow& window);
  /// Waits until nothing draws in the window any more: it may be destroyed then.
  void closeWindow();

  void setScene(ScenePointer scene);
  void setLive(ScenePointer live);
  /// Takes what follows on a live scene, from the thread of its job.
  const std::shared_ptr<LiveArrays>& liveArrays() const { return arrays_; }
  void setCompared(ScenePointer scene);
  /// Gaussians of the scene that stand out from the next frame on; null: none.
  void setMarked(std::shared_ptr<const std::vector<int64_t>> indices);
  void present(FrameAsk ask);

  /// `found` gets the point, on the thread of this object. See ViewportRenderer::pick.
  void pick(const View& view, const glm::dvec2& pixel, std::shared_ptr<const renderer::MeshScene> meshes,
            std::function<void(std::optional<glm::dvec3>)> found);
  /// `found` gets ViewportRenderer::depths; null where it failed.
  using Depths = std::shared_ptr<const std::vector<float>>;
  void readDepths(const View& view, std::shared_ptr<const renderer::MeshScene> meshes, std::function<void(Depths)> found);
  /// What the window shows; a null image where nothing can be shown. `taken` runs on the thread of this object.
  void grab(bool withOverlay, std::function<void(QImage)> taken);

  /// Waits for what was asked before.
  QStringList validationMessages();
  /// The device fails at the next frame; for tests of what follows.
  void loseDevice();

 signals:
  void opened(const fsm::desktop::RendererFacts& facts);
  void shown(const fsm::desktop::FrameDone& frame);
  /// The scene, or its next part, is on the device.
  void uploaded(bool complete);
  /// How Gaussians of a running job arrive; empty: there are none.
  void interopChanged(const QString& transport);
  /// A frame or a scene could not be drawn. Told once until something works again.
  void failed(const fsm::Error& error);
  /// The device has no room for the scene; it would have for `fitting` Gaussians.
  void sceneTooLarge(const fsm::Error& error, qint64 fitting);
  void restarted(const fsm::Error& cause);

 private:
  void guarded(const std::function<void()>& work);
  void recover(const Error& cause);
  void uploadNext();
  void draw(const FrameAsk& ask);
  void tell(const Error& error);
  void answer(std::function<void()> call);

  std::shared_ptr<LiveArrays> arrays_ = std::make_shared<LiveArrays>();

  // Of the render thread.
  std::unique_ptr<ViewportRenderer> renderer_;
  std::optional<FrameAsk> last_;
  std::string told_;  ///< last error
  int restarts_ = 0;  ///< since the last frame that was shown
  int refused_ = 0;   ///< frames in a row that the screen did not take

  RequestThread requests_{"render"};  // last: ends first
};

}  // namespace fsm::desktop
