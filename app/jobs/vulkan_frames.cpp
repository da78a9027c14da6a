// Frames by the Vulkan renderer: while one is read back the next is drawn already.
#include <deque>
#include <limits>

#include "app/jobs/frame_renderer.h"
#include "reconstruction/core/error.h"
#include "reconstruction/core/log.h"
#include "renderer/renderer.h"

namespace fsm::jobs {

namespace {

LayeredImage layered(renderer::Picture&& picture, ColourEncoding encoding) {
  LayeredImage image(picture.size);
  image.encoding = encoding;
  image.rgba = std::move(picture.rgba);
  image.depth = std::move(picture.depth);
  for (float& depth : image.depth)
    if (depth <= 0) depth = std::numeric_limits<float>::infinity();
  return image;
}

/// Frames that were begun and not read yet; they are dropped when what reads them fails or is cancelled.
class FramesInFlight {
 public:
  explicit FramesInFlight(renderer::Renderer& renderer) : renderer_(renderer) {}
  ~FramesInFlight() {
    for (const renderer::Ticket ticket : tickets_) {
      try {
        renderer_.drop(ticket);
      } catch (const Error& error) {
        // What was lost with the device is told by what failed first.
        log().debug("A frame was dropped on a failed device: {}", error.what());
      }
    }
  }
  FramesInFlight(const FramesInFlight&) = delete;
  FramesInFlight& operator=(const FramesInFlight&) = delete;

  size_t size() const { return tickets_.size(); }
  void draw(const renderer::FrameRequest& request) { tickets_.push_back(renderer_.draw(request)); }
  renderer::Picture readFirst() {
    const renderer::Ticket ticket = tickets_.front();
    tickets_.pop_front();
    return renderer_.read(ticket);
  }

 private:
  renderer::Renderer& renderer_;
  std::deque<renderer::Ticket> tickets_;
};

class VulkanFrames : public FrameRenderer {
 public:
  VulkanFrames(const scene::GaussianScene& scene, std::optional<CapturePreparation> preparation, const std::string& device,
               std::shared_ptr<const renderer::MeshScene> meshes)
      : renderer_({.device = device}),
        meshes_(std::move(meshes)),
        settings_(scene.settings),
        encoding_(scene.colourSpace),
        preparation_(std::move(preparation)) {
    renderer_.setScene(scene);
  }

  void render(const std::vector<View>& views, const std::function<void(size_t, LayeredImage&&)>& receive,
              Progress& progress) override {
    constexpr size_t kInFlight = 2;
    FramesInFlight drawn(renderer_);
    for (size_t i = 0; i < views.size(); ++i) {
      progress.check();
      for (size_t next = i + drawn.size(); next < views.size() && drawn.size() < kInFlight; ++next)
        drawn.draw({.view = views[next], .settings = settings_, .overBackground = false, .depth = true, .meshes = meshes_});
      LayeredImage image = layered(drawn.readFirst(), encoding_);
      if (preparation_) undoExposure(*preparation_, views[i], image);
      receive(i, std::move(image));
      progress.advance(static_cast<double>(i + 1), static_cast<double>(views.size()));
    }
  }
  bool seesThrough() const override { return true; }
  glm::vec3 background() const override { return settings_.background; }
  std::string name() const override { return "vulkan"; }
  std::string device() const override { return renderer_.device().name; }

 private:
  renderer::Renderer renderer_;
  std::shared_ptr<const renderer::MeshScene> meshes_;
  scene::RasterSettings settings_;
  ColourEncoding encoding_;
  std::optional<CapturePreparation> preparation_;
};

}  // namespace

std::unique_ptr<FrameRenderer> vulkanRenderer(const scene::GaussianScene& scene, std::optional<CapturePreparation> preparation,
                                              const std::string& device, std::shared_ptr<const renderer::MeshScene> meshes) {
  return std::make_unique<VulkanFrames>(scene, std::move(preparation), device, std::move(meshes));
}

}  // namespace fsm::jobs
