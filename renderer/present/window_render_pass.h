// The render pass that fills a window's image, or a picture of it for the host. Private to renderer/.
#pragma once

#include "renderer/device.h"

namespace fsm::renderer {

/// One colour attachment, every pixel of which is written; it ends in `last`: `presentSrcKHR`, or `transferSrcOptimal` for copies
/// that follow. Pipelines made for one are good for the other.
vk::raii::RenderPass makeWindowRenderPass(const Device& device, vk::Format format, vk::ImageLayout last);

/// A viewport and a scissor of the whole image, of a pipeline in such a pass.
void setWholeViewport(const vk::raii::CommandBuffer& commands, vk::Extent2D extent);

struct WindowPipelineSpec {
  const char* name;
  const char* vertexShader;
  const char* fragmentShader;
  const vk::SpecializationInfo* fragmentConstants = nullptr;
  vk::PipelineVertexInputStateCreateInfo vertices;
  bool blended = false;  ///< over what is there
};
/// Throws outOfMemory, unsupported, internal.
vk::raii::Pipeline makeWindowPipeline(const Device& device, const vk::raii::PipelineCache& cache, const WindowPipelineSpec& spec,
                                      vk::PipelineLayout layout, vk::RenderPass renderPass);

}  // namespace fsm::renderer
