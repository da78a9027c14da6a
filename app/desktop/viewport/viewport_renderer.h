// What draws in the viewport's window: renderer and presenter, what they draw of, and how they start anew when the device fails.
// Lives on the render thread; the scenes stay with the host, so that nothing is lost with the device.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/desktop/viewport/live_arrays.h"
#include "reconstruction/core/error.h"
#include "reconstruction/scene/gaussians4d.h"
#include "renderer/present/presenter.h"

namespace fsm::desktop {

using Clock = std::chrono::steady_clock;
using ScenePointer = std::shared_ptr<const scene::GaussianScene>;

/// A frame that is wanted.
struct FrameAsk {
  uint64_t serial = 0;      ///< of the state of things that it shows
  Clock::time_point asked;  ///< when that state was looked at
  bool moving = false;      ///< part of a drag or of playback
  renderer::PresentRequest request;
  bool compareVersions = false;  ///< the compared scene's picture of the same view is put beside it
};

struct FrameDone {
  uint64_t serial = 0;
  Clock::time_point asked, done;
  bool presented = false;  ///< false: the window had no pixels or the screen took none
  bool moving = false;
  double milliseconds = 0;  ///< of the host, from the begin of the drawing until the picture was complete
  ImageSize picture, window;
  renderer::PresentedFrame frame;
  uint64_t gaussians = 0;
  renderer::MemoryReport memory;
  bool overlayTakesPointer = false;
};

struct RendererFacts {
  renderer::DeviceInfo device;
  std::string present;
};

class ViewportRenderer {
 public:
  /// `arrays`: what live scenes are brought to the device with.
  ViewportRenderer(renderer::RendererOptions options, std::shared_ptr<LiveArrays> arrays);
  ~ViewportRenderer();

  /// Makes what is not there yet. Throws noDevice, unsupported.
  RendererFacts open(const renderer::NativeWindow& window);
  /// Nothing draws in the window any more when it returns.
  void close();
  bool isOpen() const { return presenter_ != nullptr; }

  /// Draws `scene` (null: nothing). What was drawn before is drawn until `uploadPart` has brought all of it to the device; where
  /// nothing was, as far as it has.
  void setScene(ScenePointer scene);
  /// These of the scene's Gaussians (increasing) stand out; null: none. Not of a live scene.
  void setMarked(std::shared_ptr<const std::vector<int64_t>> indices);
  /// Brings the next part to the device. True: there is more. Throws outOfMemory; then nothing is drawn.
  bool uploadPart();
  /// Draws this in the scene's place, without an upload in parts; null: the scene again (`uploadPart` brings it back).
  void setLive(const ScenePointer& live);
  /// The scene that FrameAsk::compareVersions means.
  void setCompared(ScenePointer scene) { compared_ = std::move(scene), comparedRenderer_.reset(); }

  /// Draws, shows and waits until it is complete. A picture of the host stays in the window until the Gaussians that are to take
  /// its place are there: then nothing is presented, and nothing has to be tried again before the upload is complete.
  FrameDone present(const FrameAsk& ask);
  /// World point that is seen at a pixel of the view's picture.
  std::optional<glm::dvec3> pick(const View& view, const glm::dvec2& pixel,
                                 const std::shared_ptr<const renderer::MeshScene>& meshes);
  /// View depths of the view's picture at which half of the light is stopped, world units, row by row; 0: nowhere.
  std::vector<float> depths(const View& view, const std::shared_ptr<const renderer::MeshScene>& meshes);
  Image grab(bool withOverlay);

  /// After deviceLost: everything anew, the scene from its beginning. Throws when that fails too.
  RendererFacts restart();
  void loseDevice();  ///< for tests of what follows

  /// Gaussians of the wanted scene that the device has room for.
  int64_t fittingGaussians() const;
  /// As LiveArrays::transport.
  std::string interop() const { return arrays_->transport(); }
  std::vector<std::string> validationMessages() const;

 private:
  void show(const ScenePointer& scene);
  bool waitsForScene(const FrameAsk& ask) const;
  void mark();
  renderer::HostPicture comparedPicture(const renderer::FrameRequest& frame, const glm::vec3& gain);

  renderer::RendererOptions options_;
  std::shared_ptr<LiveArrays> arrays_;
  renderer::NativeWindow window_;
  std::unique_ptr<renderer::Renderer> renderer_;
  std::unique_ptr<renderer::Presenter> presenter_;
  std::unique_ptr<renderer::Renderer> comparedRenderer_;
  ScenePointer scene_, live_, compared_;
  std::shared_ptr<const std::vector<int64_t>> marked_;
  int64_t uploaded_ = 0;
  bool behind_ = false;                    ///< the upload goes on behind the scene that is drawn
  bool hostPicture_ = false;               ///< the window shows a picture of the host
  std::vector<std::string> pastMessages_;  ///< of validation, from renderers that are gone
};

}  // namespace fsm::desktop
