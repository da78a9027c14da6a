#include "renderer/mesh/mesh_pipelines.h"

#include <array>
#include <cstddef>

#include "renderer/embedded_shaders.h"
#include "renderer/mesh/mesh.h"
#include "renderer/vulkan_errors.h"

namespace fsm::renderer {
namespace {

using Access = vk::AccessFlagBits;
using Stage = vk::PipelineStageFlagBits;

vk::raii::RenderPass makeRenderPass(const Device& device, vk::SampleCountFlagBits samples) {
  const auto attachment = [&](vk::Format format) {
    return vk::AttachmentDescription({}, format, samples, vk::AttachmentLoadOp::eClear, vk::AttachmentStoreOp::eStore,
                                     vk::AttachmentLoadOp::eDontCare, vk::AttachmentStoreOp::eDontCare,
                                     vk::ImageLayout::eUndefined, vk::ImageLayout::eShaderReadOnlyOptimal);
  };
  const std::array attachments{attachment(kLightFormat), attachment(kDepthFormat)};
  const vk::AttachmentReference light(0, vk::ImageLayout::eColorAttachmentOptimal);
  const vk::AttachmentReference depth(1, vk::ImageLayout::eDepthStencilAttachmentOptimal);
  const vk::SubpassDescription subpass({}, vk::PipelineBindPoint::eGraphics, {}, light, {}, &depth);
  // The view before this one may still be drawn into the same images, or be read from them by its resolve.
  const auto tests = Stage::eEarlyFragmentTests | Stage::eLateFragmentTests;
  const auto writes = Access::eColorAttachmentWrite | Access::eDepthStencilAttachmentWrite;
  const auto reads = Access::eColorAttachmentRead | Access::eDepthStencilAttachmentRead;
  const std::array dependencies{
      vk::SubpassDependency(VK_SUBPASS_EXTERNAL, 0, Stage::eComputeShader | Stage::eColorAttachmentOutput | tests,
                            Stage::eColorAttachmentOutput | tests, writes, writes | reads),
      vk::SubpassDependency(0, VK_SUBPASS_EXTERNAL, Stage::eColorAttachmentOutput | tests, Stage::eComputeShader, writes,
                            Access::eShaderRead)};
  return {device.handle(), vk::RenderPassCreateInfo({}, attachments, subpass, dependencies)};
}

vk::raii::DescriptorSetLayout makeFrameSet(const Device& device) {
  std::array<vk::DescriptorSetLayoutBinding, 3> bindings;
  for (uint32_t i = 0; i < bindings.size(); ++i)
    bindings[i] = {i, vk::DescriptorType::eStorageBuffer, 1,
                   vk::ShaderStageFlagBits::eVertex | vk::ShaderStageFlagBits::eFragment};
  return {device.handle(), vk::DescriptorSetLayoutCreateInfo({}, bindings)};
}

vk::raii::DescriptorSetLayout makePictureSet(const Device& device) {
  const vk::DescriptorSetLayoutBinding binding(0, vk::DescriptorType::eCombinedImageSampler, 1,
                                               vk::ShaderStageFlagBits::eFragment);
  return {device.handle(), vk::DescriptorSetLayoutCreateInfo({}, binding)};
}

vk::raii::PipelineLayout makeLayout(const Device& device, vk::DescriptorSetLayout frame, vk::DescriptorSetLayout picture) {
  const std::array sets{frame, picture};
  const vk::PushConstantRange push(vk::ShaderStageFlagBits::eVertex | vk::ShaderStageFlagBits::eFragment, 0, sizeof(DrawBlock));
  return {device.handle(), vk::PipelineLayoutCreateInfo({}, sets, push)};
}

vk::raii::ShaderModule module(const Device& device, const char* name) {
  const auto code = shaderCode(name);
  return {device.handle(), vk::ShaderModuleCreateInfo({}, code.size_bytes(), code.data())};
}

/// Attributes as mesh.vert numbers them.
constexpr uint32_t offsetOf(size_t bytes) { return static_cast<uint32_t>(bytes); }
const std::array<vk::VertexInputAttributeDescription, 6> kAttributes{{
    {0, 0, vk::Format::eR32G32B32Sfloat, offsetOf(offsetof(MeshVertex, position))},
    {1, 0, vk::Format::eR32G32B32Sfloat, offsetOf(offsetof(MeshVertex, normal))},
    {2, 0, vk::Format::eR32G32Sfloat, offsetOf(offsetof(MeshVertex, uv))},
    {3, 0, vk::Format::eR32G32B32A32Sfloat, offsetOf(offsetof(MeshVertex, colour))},
    {4, 0, vk::Format::eR16G16B16A16Uint, offsetOf(offsetof(MeshVertex, joints))},
    {5, 0, vk::Format::eR32G32B32A32Sfloat, offsetOf(offsetof(MeshVertex, weights))},
}};

}  // namespace

MeshPipelines::MeshPipelines(RenderContext& context, int samples)
    : context_(context),
      samples_(samples > 1 ? vk::SampleCountFlagBits::e4 : vk::SampleCountFlagBits::e1),
      renderPass_(translatingErrors([&] { return makeRenderPass(context.device, samples_); })),
      frameSet_(translatingErrors([&] { return makeFrameSet(context.device); })),
      pictureSet_(translatingErrors([&] { return makePictureSet(context.device); })),
      layout_(translatingErrors([&] { return makeLayout(context.device, *frameSet_, *pictureSet_); })) {
  context.device.name(renderPass_, "meshes");
  context.device.name(layout_, "meshes");
}

vk::Pipeline MeshPipelines::pipeline(const MeshPipelineKey& key) {
  auto found = pipelines_.find(key);
  if (found == pipelines_.end()) found = pipelines_.emplace(key, translatingErrors([&] { return make(key); })).first;
  return *found->second;
}

vk::raii::Pipeline MeshPipelines::make(const MeshPipelineKey& key) const {
  const Device& device = context_.device;
  const vk::raii::ShaderModule vertex = module(device, key.line ? "mesh/line.vert" : "mesh/mesh.vert");
  const vk::raii::ShaderModule fragment = module(device, key.line ? "mesh/line.frag" : "mesh/mesh.frag");
  // As mesh.frag and mesh.vert number them.
  const std::array<VkBool32, 3> values{key.cutout, key.unlit, key.skinned};
  std::array<vk::SpecializationMapEntry, values.size()> entries;
  for (uint32_t i = 0; i < entries.size(); ++i)
    entries[i] = vk::SpecializationMapEntry(i, i * sizeof(VkBool32), sizeof(VkBool32));
  const vk::SpecializationInfo constants(static_cast<uint32_t>(entries.size()), entries.data(), sizeof values, values.data());
  const auto* own = key.line ? nullptr : &constants;
  const std::array stages{vk::PipelineShaderStageCreateInfo({}, vk::ShaderStageFlagBits::eVertex, *vertex, "main", own),
                          vk::PipelineShaderStageCreateInfo({}, vk::ShaderStageFlagBits::eFragment, *fragment, "main", own)};

  const vk::VertexInputBindingDescription binding(0, sizeof(MeshVertex));
  const vk::PipelineVertexInputStateCreateInfo noInput;
  const vk::PipelineVertexInputStateCreateInfo meshInput({}, binding, kAttributes);
  const vk::PipelineInputAssemblyStateCreateInfo assembly({}, vk::PrimitiveTopology::eTriangleList);
  const vk::PipelineViewportStateCreateInfo viewport({}, 1, nullptr, 1, nullptr);
  const bool bothSides = key.line || key.doubleSided;
  const vk::PipelineRasterizationStateCreateInfo raster(
      {}, VK_FALSE, VK_FALSE, vk::PolygonMode::eFill, bothSides ? vk::CullModeFlagBits::eNone : vk::CullModeFlagBits::eBack,
      key.mirrored ? vk::FrontFace::eClockwise : vk::FrontFace::eCounterClockwise, VK_FALSE, 0, 0, 0, 1);
  const vk::PipelineMultisampleStateCreateInfo multisample({}, samples_);
  const vk::PipelineDepthStencilStateCreateInfo depth({}, VK_TRUE, VK_TRUE, vk::CompareOp::eGreater);
  using Component = vk::ColorComponentFlagBits;
  vk::PipelineColorBlendAttachmentState overwrite;
  overwrite.colorWriteMask = Component::eR | Component::eG | Component::eB | Component::eA;
  const vk::PipelineColorBlendStateCreateInfo blend({}, VK_FALSE, vk::LogicOp::eCopy, overwrite);
  const std::array dynamics{vk::DynamicState::eViewport, vk::DynamicState::eScissor};
  const vk::PipelineDynamicStateCreateInfo dynamic({}, dynamics);
  return {device.handle(), context_.pipelineCache,
          vk::GraphicsPipelineCreateInfo({}, stages, key.line ? &noInput : &meshInput, &assembly, nullptr, &viewport, &raster,
                                         &multisample, &depth, &blend, &dynamic, *layout_, *renderPass_, 0)};
}

}  // namespace fsm::renderer
