#include "app/jobs/render_stage.h"

#include "app/jobs/gaussian_io.h"
#include "app/jobs/project_animation.h"
#include "reconstruction/core/error.h"
#include "reconstruction/core/log.h"

namespace fsm::jobs {

namespace {

std::unique_ptr<FrameRenderer> gaussianRenderer(const scene::GaussianScene& gaussians,
                                                std::optional<CapturePreparation> preparation, const RendererRequest& request,
                                                std::shared_ptr<const renderer::MeshScene> meshes) {
  if (request.renderer == "reference") return referenceRenderer(gaussians, std::move(preparation));
  return vulkanRenderer(gaussians, std::move(preparation), request.model.device == "cpu" ? "software" : "", std::move(meshes));
}

Error noMemory() {
  return {ErrorCode::badInput,
          "A splat file has no memory for the neural renderer. Use --renderer vulkan or reference, or a .chrono project."};
}

bool wantsNeural(const RendererRequest& request, bool hasGaussians) {
  return request.renderer == "neural" || (request.renderer.empty() && !hasGaussians);
}

/// A scene is rendered without its footage too: what cannot be found or read there has no sound.
std::optional<CaptureSound> soundOfFootage(const Scene& scene) {
  try {
    return soundOf(scene.capture.source);
  } catch (const Error& error) {
    log().warn("The footage's sound cannot be found: {}", error.what());
    return std::nullopt;
  }
}

RenderStage stageWith(std::shared_ptr<const Scene> scene, const scene::GaussianScene* gaussians, const RendererRequest& request,
                      std::shared_ptr<const renderer::MeshScene> meshes = nullptr) {
  RenderStage out;
  out.scene = std::move(scene);
  if (out.scene) {
    out.stage = stageOf(*out.scene);
    out.sound = soundOfFootage(*out.scene);
    const std::filesystem::path footage = out.scene->capture.source;
    std::error_code ignored;
    out.footageLost = !footage.empty() && !std::filesystem::exists(footage, ignored);
  } else {
    out.stage = stageOf(*gaussians);
  }
  out.up = out.stage.orbit.up;
  if (!gaussians) {
    out.renderer = neuralRenderer(*out.scene, request.model);
  } else {
    const auto preparation = out.scene ? std::optional(out.scene->memory.preparation()) : std::nullopt;
    out.renderer = gaussianRenderer(*gaussians, preparation, request, std::move(meshes));
  }
  return out;
}

}  // namespace

RenderStage openStage(std::shared_ptr<const Scene> scene, const scene::GaussianScene* gaussians, const RendererRequest& request,
                      std::shared_ptr<const renderer::MeshScene> meshes) {
  if (!scene && !gaussians)
    throw Error(ErrorCode::badInput, "There is nothing to render yet. Import a video or open a project first.");
  const bool neural = wantsNeural(request, gaussians != nullptr);
  if (neural && !scene) throw noMemory();
  if (!neural && !gaussians)
    throw Error(ErrorCode::badInput, "The project holds no Gaussians. Reconstruct them, or render by the neural renderer.");
  return stageWith(std::move(scene), neural ? nullptr : gaussians, request, std::move(meshes));
}

RenderStage loadStage(const std::filesystem::path& source, const RendererRequest& request, Progress& progress) {
  progress.stage("Reading the scene", 0.03);
  if (isSplatSource(source)) {
    if (request.renderer == "neural") throw noMemory();
    const scene::GaussianScene gaussians = loadGaussianScene(source);
    return stageWith(nullptr, &gaussians, request);
  }
  auto scene = std::make_shared<const Scene>(loadScene(source));
  const bool neural = wantsNeural(request, hasGaussians(source));
  progress.stage(neural ? "Loading the model" : "Reading the Gaussians", 0.05);
  const auto gaussians = neural ? std::nullopt : std::optional(loadGaussianScene(source));
  RenderStage out = stageWith(std::move(scene), gaussians ? &*gaussians : nullptr, request);
  out.stage.animation = loadAnimation(source);
  return out;
}

}  // namespace fsm::jobs
