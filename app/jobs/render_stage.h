// What a clip is rendered from: something that draws, and what is known of where cameras and moments are. From a file, or from
// what a program has open.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "app/jobs/clip.h"
#include "app/jobs/frame_renderer.h"
#include "app/jobs/reconstruct_job.h"
#include "reconstruction/capture/import/capture_sound.h"

namespace fsm::jobs {

struct RenderStage {
  std::shared_ptr<const Scene> scene;  ///< null for Gaussians without a capture
  ClipStage stage;                     ///< refers to `scene`
  std::unique_ptr<FrameRenderer> renderer;
  glm::dvec3 up{0, -1, 0};            ///< of the world, unit
  std::optional<CaptureSound> sound;  ///< of the footage, where it is there and has some
  bool footageLost = false;           ///< it is not where it was, so that nobody knows whether it has sound
};

/// vulkan, reference or neural; empty: vulkan where there are Gaussians, else neural.
struct RendererRequest {
  std::string renderer;
  ModelRequest model;  ///< empty model: the one that made the scene; empty profile: the scene's. Device "cpu": software Vulkan
};

/// `source`: name.chrono, or a splat file. Takes two stages of the progress, 0.08 together. Throws what loading throws; badInput
/// where the source has not what the renderer draws.
RenderStage loadStage(const std::filesystem::path& source, const RendererRequest& request, Progress& progress);

/// Of what is open: a scene, Gaussians, or both (edited ones too); either may be null, not both. `gaussians` is only read during
/// the call. `meshes`: props among the Gaussians, where Vulkan draws them. Throws badInput, noDevice, outOfMemory.
RenderStage openStage(std::shared_ptr<const Scene> scene, const scene::GaussianScene* gaussians, const RendererRequest& request,
                      std::shared_ptr<const renderer::MeshScene> meshes = nullptr);

}  // namespace fsm::jobs
