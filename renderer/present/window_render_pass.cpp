#include "renderer/present/window_render_pass.h"

#include <array>

#include "renderer/embedded_shaders.h"
#include "renderer/vulkan_errors.h"

namespace fsm::renderer {
namespace {

using Access = vk::AccessFlagBits;
using Stage = vk::PipelineStageFlagBits;

vk::raii::ShaderModule module(const Device& device, const char* name) {
  const auto code = shaderCode(name);
  return {device.handle(), vk::ShaderModuleCreateInfo({}, code.size_bytes(), code.data())};
}

vk::PipelineColorBlendAttachmentState blending(bool blended) {
  using Component = vk::ColorComponentFlagBits;
  vk::PipelineColorBlendAttachmentState state;
  state.colorWriteMask = Component::eR | Component::eG | Component::eB | Component::eA;
  if (!blended) return state;
  state.blendEnable = VK_TRUE;
  state.srcColorBlendFactor = vk::BlendFactor::eSrcAlpha;
  state.dstColorBlendFactor = vk::BlendFactor::eOneMinusSrcAlpha;
  state.srcAlphaBlendFactor = vk::BlendFactor::eOne;
  state.dstAlphaBlendFactor = vk::BlendFactor::eOneMinusSrcAlpha;
  return state;
}

}  // namespace

vk::raii::RenderPass makeWindowRenderPass(const Device& device, vk::Format format, vk::ImageLayout last) {
  return translatingErrors([&] {
    const vk::AttachmentDescription attachment({}, format, vk::SampleCountFlagBits::e1, vk::AttachmentLoadOp::eDontCare,
                                               vk::AttachmentStoreOp::eStore, vk::AttachmentLoadOp::eDontCare,
                                               vk::AttachmentStoreOp::eDontCare, vk::ImageLayout::eUndefined, last);
    const vk::AttachmentReference colour(0, vk::ImageLayout::eColorAttachmentOptimal);
    const vk::SubpassDescription subpass({}, vk::PipelineBindPoint::eGraphics, {}, colour);
    // Before: the image comes from the screen, by a semaphore that this stage waits for, or from a copy. After: it is copied, or
    // a semaphore that waits for everything hands it over.
    const std::array dependencies{
        vk::SubpassDependency(VK_SUBPASS_EXTERNAL, 0, Stage::eColorAttachmentOutput | Stage::eTransfer,
                              Stage::eColorAttachmentOutput, {}, Access::eColorAttachmentWrite | Access::eColorAttachmentRead),
        vk::SubpassDependency(0, VK_SUBPASS_EXTERNAL, Stage::eColorAttachmentOutput, Stage::eTransfer,
                              Access::eColorAttachmentWrite, Access::eTransferRead)};
    return vk::raii::RenderPass(device.handle(), vk::RenderPassCreateInfo({}, attachment, subpass, dependencies));
  });
}

void setWholeViewport(const vk::raii::CommandBuffer& commands, vk::Extent2D extent) {
  commands.setViewport(0, vk::Viewport(0, 0, static_cast<float>(extent.width), static_cast<float>(extent.height), 0, 1));
  commands.setScissor(0, vk::Rect2D({}, extent));
}

vk::raii::Pipeline makeWindowPipeline(const Device& device, const vk::raii::PipelineCache& cache, const WindowPipelineSpec& spec,
                                      vk::PipelineLayout layout, vk::RenderPass renderPass) {
  return translatingErrors([&] {
    const vk::raii::ShaderModule vertex = module(device, spec.vertexShader), fragment = module(device, spec.fragmentShader);
    const std::array stages{
        vk::PipelineShaderStageCreateInfo({}, vk::ShaderStageFlagBits::eVertex, *vertex, "main"),
        vk::PipelineShaderStageCreateInfo({}, vk::ShaderStageFlagBits::eFragment, *fragment, "main", spec.fragmentConstants)};
    const vk::PipelineInputAssemblyStateCreateInfo assembly({}, vk::PrimitiveTopology::eTriangleList);
    const vk::PipelineViewportStateCreateInfo viewport({}, 1, nullptr, 1, nullptr);
    const vk::PipelineRasterizationStateCreateInfo raster({}, VK_FALSE, VK_FALSE, vk::PolygonMode::eFill,
                                                          vk::CullModeFlagBits::eNone, vk::FrontFace::eCounterClockwise, VK_FALSE,
                                                          0, 0, 0, 1);
    const vk::PipelineMultisampleStateCreateInfo multisample;
    const vk::PipelineColorBlendAttachmentState state = blending(spec.blended);
    const vk::PipelineColorBlendStateCreateInfo blend({}, VK_FALSE, vk::LogicOp::eCopy, state);
    const std::array dynamics{vk::DynamicState::eViewport, vk::DynamicState::eScissor};
    const vk::PipelineDynamicStateCreateInfo dynamic({}, dynamics);
    vk::raii::Pipeline pipeline(device.handle(), cache,
                                vk::GraphicsPipelineCreateInfo({}, stages, &spec.vertices, &assembly, nullptr, &viewport, &raster,
                                                               &multisample, nullptr, &blend, &dynamic, layout, renderPass, 0));
    device.name(pipeline, spec.name);
    return pipeline;
  });
}

}  // namespace fsm::renderer
