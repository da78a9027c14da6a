// The graphics pipelines of meshes and lines, made when they are first needed, and the render pass they draw in. Private to
// renderer/.
#pragma once

#include <map>

#include "renderer/mesh/mesh_frame.h"
#include "renderer/render_context.h"

namespace fsm::renderer {

/// Light: RGBA16F, premultiplied, cleared to nothing. Depth: D32F, near / z, cleared to 0. Both come out ready to be sampled.
constexpr vk::Format kLightFormat = vk::Format::eR16G16B16A16Sfloat;
constexpr vk::Format kDepthFormat = vk::Format::eD32Sfloat;

struct MeshPipelineKey {
  bool line = false;
  bool cutout = false;  ///< has holes where alpha is low
  bool doubleSided = false;
  bool mirrored = false;  ///< the transform turns fronts into backs
  bool unlit = false;
  bool skinned = false;
  auto operator<=>(const MeshPipelineKey&) const = default;
};

class MeshPipelines {
 public:
  MeshPipelines(RenderContext& context, int samples);

  vk::RenderPass renderPass() const { return *renderPass_; }
  vk::PipelineLayout layout() const { return *layout_; }
  vk::DescriptorSetLayout frameSet() const { return *frameSet_; }      ///< storage buffers: frame, joints, segments
  vk::DescriptorSetLayout pictureSet() const { return *pictureSet_; }  ///< one texture with its sampler
  vk::Pipeline pipeline(const MeshPipelineKey& key);

 private:
  vk::raii::Pipeline make(const MeshPipelineKey& key) const;

  RenderContext& context_;
  vk::SampleCountFlagBits samples_;
  vk::raii::RenderPass renderPass_;
  vk::raii::DescriptorSetLayout frameSet_, pictureSet_;
  vk::raii::PipelineLayout layout_;
  std::map<MeshPipelineKey, vk::raii::Pipeline> pipelines_;
};

}  // namespace fsm::renderer
