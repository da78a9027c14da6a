#include "renderer/present/screen_pass.h"

#include <array>

#include "renderer/present/window_render_pass.h"
#include "renderer/vulkan_errors.h"

namespace fsm::renderer {
namespace {

using Access = vk::AccessFlagBits;
using Stage = vk::PipelineStageFlagBits;
using Type = vk::DescriptorType;

/// As shaders/present/screen.frag numbers them.
constexpr std::array kBindings{Type::eStorageBuffer,        Type::eStorageBuffer,        Type::eStorageBuffer,
                               Type::eCombinedImageSampler, Type::eCombinedImageSampler, Type::eCombinedImageSampler,
                               Type::eCombinedImageSampler};

vk::raii::DescriptorSetLayout makeSetLayout(const Device& device) {
  std::array<vk::DescriptorSetLayoutBinding, kBindings.size()> bindings;
  for (uint32_t i = 0; i < bindings.size(); ++i) bindings[i] = {i, kBindings[i], 1, vk::ShaderStageFlagBits::eFragment};
  return {device.handle(), vk::DescriptorSetLayoutCreateInfo({}, bindings)};
}

}  // namespace

ScreenPass::ScreenPass(RenderContext& context, vk::RenderPass renderPass)
    : context_(context),
      renderPass_(renderPass),
      setLayout_(translatingErrors([&] { return makeSetLayout(context.device); })),
      layout_(translatingErrors(
          [&] { return vk::raii::PipelineLayout(context.device.handle(), vk::PipelineLayoutCreateInfo({}, *setLayout_)); })),
      sampler_(translatingErrors([&] { return vk::raii::Sampler(context.device.handle(), vk::SamplerCreateInfo()); })),
      nothing_(context.makeImage({"no picture", 1, 1, vk::Format::eR32G32B32A32Sfloat,
                                  vk::ImageUsageFlagBits::eSampled | vk::ImageUsageFlagBits::eTransferDst})) {}

vk::Pipeline ScreenPass::pipeline(const Screen& screen) {
  const std::array<uint32_t, 6> constants{static_cast<uint32_t>(screen.shown),
                                          static_cast<uint32_t>(screen.comparison),
                                          static_cast<uint32_t>(screen.fit),
                                          static_cast<uint32_t>(screen.otherFit),
                                          screen.linear,
                                          screen.otherLinear};
  uint32_t key = 0;
  for (const uint32_t constant : constants) key = key << 4 | constant;
  const auto found = pipelines_.find(key);
  if (found != pipelines_.end()) return *found->second;
  std::array<vk::SpecializationMapEntry, constants.size()> entries;
  for (uint32_t i = 0; i < entries.size(); ++i) entries[i] = vk::SpecializationMapEntry(i, 4 * i, 4);
  const vk::SpecializationInfo specialisation(static_cast<uint32_t>(entries.size()), entries.data(), sizeof constants,
                                              constants.data());
  const WindowPipelineSpec spec{"screen", "present/screen.vert", "present/screen.frag", &specialisation, {}, false};
  return *pipelines_.emplace(key, makeWindowPipeline(context_.device, context_.pipelineCache, spec, *layout_, renderPass_))
              .first->second;
}

void ScreenPass::prepare(CommandStream& commands) {
  // Transparent black; what was in it may be lost.
  commands.imageBarrier(*nothing_, vk::ImageLayout::eUndefined, vk::ImageLayout::eTransferDstOptimal);
  commands.handle().clearColorImage(nothing_->handle(), vk::ImageLayout::eTransferDstOptimal, vk::ClearColorValue(),
                                    vk::ImageSubresourceRange(vk::ImageAspectFlagBits::eColor, 0, 1, 0, 1));
  commands.imageBarrier(*nothing_, vk::ImageLayout::eTransferDstOptimal, vk::ImageLayout::eShaderReadOnlyOptimal);
  commands.retain(nothing_);
  const vk::MemoryBarrier written(Access::eShaderWrite | Access::eTransferWrite, Access::eShaderRead);
  commands.handle().pipelineBarrier(Stage::eComputeShader | Stage::eTransfer, Stage::eFragmentShader, {}, written, {}, {});
}

void ScreenPass::record(CommandStream& commands, const Screen& screen) {
  const vk::DescriptorSet set = commands.makeSet(*setLayout_);
  std::array<vk::DescriptorBufferInfo, 3> buffers;
  std::array<vk::DescriptorImageInfo, 4> images;
  const std::array<const std::shared_ptr<Buffer>*, 3> boundBuffers{&screen.data, &screen.inputs, &screen.range};
  const std::array<const ScreenImage*, 4> boundImages{&screen.colour, &screen.depth, &screen.overdraw, &screen.other};
  std::vector<vk::WriteDescriptorSet> writes;
  for (uint32_t i = 0; i < kBindings.size(); ++i) {
    if (i < buffers.size()) {
      buffers[i] = vk::DescriptorBufferInfo((*boundBuffers[i])->handle(), 0, VK_WHOLE_SIZE);
      commands.retain(*boundBuffers[i]);
      writes.emplace_back(set, i, 0, 1, kBindings[i], nullptr, &buffers[i]);
      continue;
    }
    const size_t n = i - buffers.size();
    const ScreenImage& bound = *boundImages[n];
    images[n] = bound.image ? vk::DescriptorImageInfo(*sampler_, bound.image->view(), bound.layout)
                            : vk::DescriptorImageInfo(*sampler_, nothing_->view(), vk::ImageLayout::eShaderReadOnlyOptimal);
    if (bound.image) commands.retain(bound.image);
    writes.emplace_back(set, i, 0, 1, kBindings[i], &images[n]);
  }
  context_.device.handle().updateDescriptorSets(writes, {});
  commands.handle().bindPipeline(vk::PipelineBindPoint::eGraphics, pipeline(screen));
  commands.handle().bindDescriptorSets(vk::PipelineBindPoint::eGraphics, *layout_, 0, set, {});
  commands.handle().draw(3, 1, 0, 0);
}

void ScreenPass::finish(const CommandStream& commands) {
  commands.handle().pipelineBarrier(Stage::eFragmentShader, Stage::eComputeShader | Stage::eTransfer, {}, {}, {}, {});
}

}  // namespace fsm::renderer
