// Draws a scene of meshes and lines for one view: one premultiplied colour and one view depth a pixel, which the blend of the
// Gaussians then composes with. Private to renderer/.
#pragma once

#include <array>
#include <map>
#include <memory>

#include "renderer/mesh/mesh_buffers.h"
#include "renderer/mesh/mesh_draws.h"
#include "renderer/mesh/mesh_pipelines.h"

namespace fsm::renderer {

/// Both of the view's size, in the layout `shaderReadOnlyOptimal`; the next view that is recorded overwrites them.
struct MeshLayer {
  std::shared_ptr<DeviceImage> colour;  ///< rgba32f: premultiplied by alpha, the share of the pixel that is covered
  std::shared_ptr<DeviceImage> depth;   ///< r32f: view z of what is nearest in the pixel; 0: nothing is there
};

class MeshPass {
 public:
  explicit MeshPass(RenderContext& context);

  /// Records uploads of models not seen before and the drawing; kernels and copies that follow may read the layer.
  /// Throws badInput (see makeDrawList), outOfMemory.
  MeshLayer record(CommandStream& stream, const MeshScene& scene, const MeshView& view);
  /// Models that nobody holds any more leave the device with the frames that use them; record does it too.
  void forgetUnused();

 private:
  struct Targets {
    ImageSize size;
    int samples = 0;
    std::shared_ptr<DeviceImage> light, depth;
    std::shared_ptr<vk::raii::Framebuffer> framebuffer;
    MeshLayer layer;
  };
  struct SamplerKey {
    TextureWrap u, v;
    bool nearest;
    auto operator<=>(const SamplerKey&) const = default;
  };

  MeshPipelines& pipelines(int samples);
  void requireTargets(const MeshView& view);
  vk::Sampler sampler(const SamplerKey& key);
  const MeshBuffers& buffers(CommandStream& stream, const std::shared_ptr<const MeshModel>& model);
  vk::DescriptorSet frameSet(CommandStream& stream, const MeshDrawList& list, vk::DescriptorSetLayout layout);
  vk::DescriptorSet pictureSet(CommandStream& stream, const MeshBuffers& buffers, const MeshMaterial& material,
                               vk::DescriptorSetLayout layout);
  void drawMeshes(CommandStream& stream, const MeshScene& scene, const MeshDrawList& list, MeshPipelines& pipelines);
  void drawLines(CommandStream& stream, const MeshDrawList& list, MeshPipelines& pipelines);
  void resolve(CommandStream& stream, const MeshView& view);

  RenderContext& context_;
  std::map<int, MeshPipelines> pipelines_;  ///< by samples
  std::map<SamplerKey, vk::raii::Sampler> samplers_;
  std::map<std::weak_ptr<const MeshModel>, std::shared_ptr<MeshBuffers>, std::owner_less<>> models_;
  std::shared_ptr<DeviceImage> white_;  ///< the texture of what has none
  vk::raii::Sampler fetch_;             ///< for reading single texels
  ComputePipeline resolveSingle_, resolveMultiple_;
  Targets targets_;
};

}  // namespace fsm::renderer
