#include "app/jobs/frame_renderer.h"

#include "reconstruction/capture/exposure.h"
#include "reconstruction/splatting/gaussian_views.h"

namespace fsm::jobs {

namespace {

class NeuralRenderer : public FrameRenderer {
 public:
  NeuralRenderer(const Scene& scene, const ModelRequest& request) : scene_(scene), engine_(loadSceneEngine(scene, request)) {}

  void render(const std::vector<View>& asked, const std::function<void(size_t, LayeredImage&&)>& receive,
              Progress& progress) override {
    const CapturePreparation& preparation = scene_.memory.preparation();
    std::vector<PreparedView> views;
    views.reserve(asked.size());
    for (const View& view : asked) views.push_back(prepareView(preparation, view));
    engine_.render(
        scene_.memory, views,
        [&](size_t i, Image&& image) { receive(i, opaque(outputFor(preparation, asked[i], views[i], std::move(image)))); },
        progress);
  }
  bool seesThrough() const override { return false; }
  std::string name() const override { return "neural"; }
  std::string device() const override { return engine_.deviceName(); }

 private:
  const Scene& scene_;
  Engine engine_;
};

class RasterRenderer : public FrameRenderer {
 public:
  RasterRenderer(scene::GaussianScene scene, std::optional<CapturePreparation> preparation, const std::string& device,
                 splatting::BackEnd backEnd)
      : scene_(std::move(scene)),
        preparation_(std::move(preparation)),
        views_(scene_.gaussians, device, backEnd),
        device_(device),
        backEnd_(backEnd) {
    scene_.gaussians = {};
  }

  void render(const std::vector<View>& asked, const std::function<void(size_t, LayeredImage&&)>& receive,
              Progress& progress) override {
    for (size_t i = 0; i < asked.size(); ++i) {
      LayeredImage image = views_.render(scene_.frame.normalisedView(asked[i]), scene_.settings);
      image.encoding = scene_.colourSpace;
      for (float& depth : image.depth) depth /= static_cast<float>(scene_.frame.scale);
      if (preparation_) undoExposure(*preparation_, asked[i], image);
      receive(i, std::move(image));
      progress.advance(static_cast<double>(i + 1), static_cast<double>(asked.size()));
    }
  }
  bool seesThrough() const override { return true; }
  glm::vec3 background() const override { return scene_.settings.background; }
  std::string name() const override { return backEnd_ == splatting::BackEnd::reference ? "reference" : "rasteriser"; }
  std::string device() const override { return device_; }

 private:
  scene::GaussianScene scene_;
  std::optional<CapturePreparation> preparation_;
  splatting::GaussianViews views_;
  std::string device_;
  splatting::BackEnd backEnd_;
};

}  // namespace

std::unique_ptr<FrameRenderer> neuralRenderer(const Scene& scene, const ModelRequest& request) {
  return std::make_unique<NeuralRenderer>(scene, request);
}

std::unique_ptr<FrameRenderer> referenceRenderer(scene::GaussianScene scene, std::optional<CapturePreparation> preparation) {
  return std::make_unique<RasterRenderer>(std::move(scene), std::move(preparation), "cpu", splatting::BackEnd::reference);
}

std::unique_ptr<FrameRenderer> rasterRenderer(scene::GaussianScene scene, std::optional<CapturePreparation> preparation,
                                              const std::string& device) {
  return std::make_unique<RasterRenderer>(std::move(scene), std::move(preparation), device, splatting::BackEnd::fast);
}

void undoExposure(const CapturePreparation& preparation, const View& view, LayeredImage& image) {
  const auto gain = gainAt(preparation.exposure, preparation.normalisation.normalisedPose(view.camera.world_from_camera));
  for (size_t i = 0; i < image.rgba.size(); i += 4)
    for (size_t c = 0; c < 3; ++c) image.rgba[i + c] /= static_cast<float>(gain[c]);
}

}  // namespace fsm::jobs
