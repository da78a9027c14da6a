// The ways to draw a view of a scene, behind one interface: the image decoder of the model, the Vulkan renderer and the
// double-precision reference, the latter two on Gaussians.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/jobs/reconstruct_job.h"
#include "reconstruction/core/layered_image.h"

namespace fsm::renderer {
struct MeshScene;
}

namespace fsm::jobs {

class FrameRenderer {
 public:
  virtual ~FrameRenderer() = default;
  /// `views` in the capture's world and seconds, any sizes. `receive` gets the images in order, with depth in world units where
  /// the way knows it.
  virtual void render(const std::vector<View>& views, const std::function<void(size_t, LayeredImage&&)>& receive,
                      Progress& progress) = 0;
  /// False: whole pictures, never transparent.
  virtual bool seesThrough() const = 0;
  virtual glm::vec3 background() const { return glm::vec3(1.0f); }  ///< display-referred; behind what is transparent
  virtual std::string name() const = 0;                             ///< vulkan, neural, reference
  virtual std::string device() const = 0;                           ///< for people
};

/// The scene must outlive it.
std::unique_ptr<FrameRenderer> neuralRenderer(const Scene& scene, const ModelRequest& request);
/// `preparation`: of the capture that the Gaussians belong to; its evened exposures are undone.
std::unique_ptr<FrameRenderer> referenceRenderer(scene::GaussianScene scene, std::optional<CapturePreparation> preparation);
/// The fast rasteriser on `device` ("cpu", "cuda:N").
std::unique_ptr<FrameRenderer> rasterRenderer(scene::GaussianScene scene, std::optional<CapturePreparation> preparation,
                                              const std::string& device);

/// `device`: as renderer::RendererOptions takes it; empty: the quickest. `meshes`: props that stand among the Gaussians
/// (renderer/mesh/mesh_scene.h); null: none.
std::unique_ptr<FrameRenderer> vulkanRenderer(const scene::GaussianScene& scene, std::optional<CapturePreparation> preparation,
                                              const std::string& device,
                                              std::shared_ptr<const renderer::MeshScene> meshes = nullptr);

/// Divides colours by the gain that evened the exposure at this view.
void undoExposure(const CapturePreparation& preparation, const View& view, LayeredImage& image);

}  // namespace fsm::jobs
