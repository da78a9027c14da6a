// Frames by the Vulkan renderer: while one is read back the next is drawn already.
#include <deque>
#include <limits>

#include "app/jobs/frame_renderer.h"
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

class VulkanFrames : public FrameRenderer {
 public:
  VulkanFrames(const scene::GaussianScene& scene, std::optional<CapturePreparation> preparation, const std::string& device)
      : renderer_({.device = device}),
        settings_(scene.settings),
        encoding_(scene.colourSpace),
        preparation_(std::move(preparation)) {
    renderer_.setScene(scene);
  }

  void render(const std::vector<View>& views, const std::function<void(size_t, LayeredImage&&)>& receive,
              Progress& progress) override {
    constexpr size_t kInFlight = 2;
    std::deque<renderer::Ticket> drawn;
    for (size_t i = 0; i < views.size(); ++i) {
      progress.check();
      for (size_t next = i + drawn.size(); next < views.size() && drawn.size() < kInFlight; ++next)
        drawn.push_back(renderer_.draw({.view = views[next], .settings = settings_, .overBackground = false, .depth = true}));
      LayeredImage image = layered(renderer_.read(drawn.front()), encoding_);
      drawn.pop_front();
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
  scene::RasterSettings settings_;
  ColourEncoding encoding_;
  std::optional<CapturePreparation> preparation_;
};

}  // namespace

std::unique_ptr<FrameRenderer> vulkanRenderer(const scene::GaussianScene& scene, std::optional<CapturePreparation> preparation,
                                              const std::string& device) {
  return std::make_unique<VulkanFrames>(scene, std::move(preparation), device);
}

}  // namespace fsm::jobs
