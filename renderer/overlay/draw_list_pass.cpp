#include "renderer/overlay/draw_list_pass.h"

#include <imgui.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>

#include "renderer/present/window_render_pass.h"
#include "renderer/vulkan_errors.h"

namespace fsm::renderer {
namespace {

static_assert(sizeof(ImDrawIdx) == 2);

struct Push {
  float scale[2], offset[2];
};

vk::raii::DescriptorSetLayout makeSetLayout(const Device& device) {
  const vk::DescriptorSetLayoutBinding binding(0, vk::DescriptorType::eCombinedImageSampler, 1,
                                               vk::ShaderStageFlagBits::eFragment);
  return {device.handle(), vk::DescriptorSetLayoutCreateInfo({}, binding)};
}

vk::raii::PipelineLayout makeLayout(const Device& device, vk::DescriptorSetLayout set) {
  const vk::PushConstantRange push(vk::ShaderStageFlagBits::eVertex, 0, sizeof(Push));
  return {device.handle(), vk::PipelineLayoutCreateInfo({}, set, push)};
}

vk::raii::Pipeline makePipeline(RenderContext& context, vk::PipelineLayout layout, vk::RenderPass renderPass) {
  const vk::VertexInputBindingDescription binding(0, sizeof(ImDrawVert));
  const std::array<vk::VertexInputAttributeDescription, 3> attributes{
      {{0, 0, vk::Format::eR32G32Sfloat, static_cast<uint32_t>(offsetof(ImDrawVert, pos))},
       {1, 0, vk::Format::eR32G32Sfloat, static_cast<uint32_t>(offsetof(ImDrawVert, uv))},
       {2, 0, vk::Format::eR8G8B8A8Unorm, static_cast<uint32_t>(offsetof(ImDrawVert, col))}}};
  const WindowPipelineSpec spec{"overlay", "present/overlay.vert",    "present/overlay.frag",
                                nullptr,   {{}, binding, attributes}, true};
  return makeWindowPipeline(context.device, context.pipelineCache, spec, layout, renderPass);
}

vk::raii::Sampler makeSampler(const Device& device) {
  return {device.handle(), vk::SamplerCreateInfo({}, vk::Filter::eLinear, vk::Filter::eLinear)};
}

/// Of all lists, one behind the other. What `of` gives must be trivially copyable.
template <class Element, class Of>
std::shared_ptr<Buffer> gathered(RenderContext& context, const ImDrawData& data, const char* name, vk::BufferUsageFlags usage,
                                 int count, const Of& of) {
  auto buffer =
      context.makeBuffer({name, static_cast<uint64_t>(count) * sizeof(Element), usage, MemoryUse::upload, MemoryCategory::frame});
  std::byte* to = buffer->mapped().data();
  for (int i = 0; i < data.CmdListsCount; ++i) {
    const ImVector<Element>& from = of(*data.CmdLists[i]);
    std::memcpy(to, from.Data, static_cast<size_t>(from.size_in_bytes()));
    to += from.size_in_bytes();
  }
  return buffer;
}

vk::Rect2D scissorOf(const ImVec4& clip, vk::Extent2D extent) {
  const auto bounded = [](float value, uint32_t most) {
    return static_cast<int32_t>(std::clamp(value, 0.0f, static_cast<float>(most)));
  };
  const int32_t left = bounded(clip.x, extent.width), right = bounded(clip.z, extent.width);
  const int32_t top = bounded(clip.y, extent.height), bottom = bounded(clip.w, extent.height);
  return {{left, top}, {static_cast<uint32_t>(std::max(right - left, 0)), static_cast<uint32_t>(std::max(bottom - top, 0))}};
}

}  // namespace

DrawListPass::DrawListPass(RenderContext& context, vk::RenderPass renderPass)
    : context_(context),
      setLayout_(translatingErrors([&] { return makeSetLayout(context.device); })),
      layout_(translatingErrors([&] { return makeLayout(context.device, *setLayout_); })),
      pipeline_(makePipeline(context, *layout_, renderPass)),
      sampler_(translatingErrors([&] { return makeSampler(context.device); })) {}

void DrawListPass::setLetters(ImFontAtlas& atlas) {
  unsigned char* pixels = nullptr;
  int width = 0, height = 0;
  atlas.GetTexDataAsAlpha8(&pixels, &width, &height);
  const auto bytes = static_cast<size_t>(width) * static_cast<size_t>(height);
  using Usage = vk::ImageUsageFlagBits;
  letters_ = context_.makeImage({"letters", static_cast<uint32_t>(width), static_cast<uint32_t>(height), vk::Format::eR8Unorm,
                                 Usage::eSampled | Usage::eTransferDst});
  staging_ = context_.makeBuffer(
      {"letters on their way", bytes, vk::BufferUsageFlagBits::eTransferSrc, MemoryUse::upload, MemoryCategory::staging});
  std::memcpy(staging_->mapped().data(), pixels, bytes);
}

void DrawListPass::prepare(CommandStream& commands) {
  if (!staging_) return;
  const vk::Extent3D extent(letters_->spec().width, letters_->spec().height, 1);
  commands.imageBarrier(*letters_, vk::ImageLayout::eUndefined, vk::ImageLayout::eTransferDstOptimal);
  const vk::BufferImageCopy region(0, 0, 0, {vk::ImageAspectFlagBits::eColor, 0, 0, 1}, {}, extent);
  commands.handle().copyBufferToImage(staging_->handle(), letters_->handle(), vk::ImageLayout::eTransferDstOptimal, region);
  commands.imageBarrier(*letters_, vk::ImageLayout::eTransferDstOptimal, vk::ImageLayout::eShaderReadOnlyOptimal);
  commands.retain(std::exchange(staging_, nullptr));
}

void DrawListPass::record(CommandStream& commands, const ImDrawData& data, vk::Extent2D extent) {
  if (data.TotalVtxCount == 0 || data.TotalIdxCount == 0 || !letters_) return;
  using Usage = vk::BufferUsageFlagBits;
  const auto vertices = gathered<ImDrawVert>(
      context_, data, "overlay vertices", Usage::eVertexBuffer, data.TotalVtxCount,
      [](const ImDrawList& list) -> const auto& { return list.VtxBuffer; });
  const auto indices = gathered<ImDrawIdx>(
      context_, data, "overlay indices", Usage::eIndexBuffer, data.TotalIdxCount,
      [](const ImDrawList& list) -> const auto& { return list.IdxBuffer; });
  commands.retain(vertices);
  commands.retain(indices);
  commands.retain(letters_);
  const vk::DescriptorSet set = commands.makeSet(*setLayout_);
  const vk::DescriptorImageInfo image(*sampler_, letters_->view(), vk::ImageLayout::eShaderReadOnlyOptimal);
  context_.device.handle().updateDescriptorSets(
      vk::WriteDescriptorSet(set, 0, 0, 1, vk::DescriptorType::eCombinedImageSampler, &image), {});

  const auto& stream = commands.handle();
  stream.bindPipeline(vk::PipelineBindPoint::eGraphics, *pipeline_);
  stream.bindDescriptorSets(vk::PipelineBindPoint::eGraphics, *layout_, 0, set, {});
  stream.bindVertexBuffers(0, vertices->handle(), vk::DeviceSize{0});
  stream.bindIndexBuffer(indices->handle(), 0, vk::IndexType::eUint16);
  const Push push{{2 / data.DisplaySize.x, 2 / data.DisplaySize.y}, {-1, -1}};
  stream.pushConstants<Push>(*layout_, vk::ShaderStageFlagBits::eVertex, 0, push);
  uint32_t firstIndex = 0;
  int32_t firstVertex = 0;
  for (int i = 0; i < data.CmdListsCount; ++i) {
    const ImDrawList& list = *data.CmdLists[i];
    for (const ImDrawCmd& command : list.CmdBuffer) {
      const vk::Rect2D scissor = scissorOf(command.ClipRect, extent);
      if (scissor.extent.width == 0 || scissor.extent.height == 0 || command.ElemCount == 0) continue;
      stream.setScissor(0, scissor);
      stream.drawIndexed(command.ElemCount, 1, firstIndex + command.IdxOffset,
                         firstVertex + static_cast<int32_t>(command.VtxOffset), 0);
    }
    firstIndex += static_cast<uint32_t>(list.IdxBuffer.Size);
    firstVertex += list.VtxBuffer.Size;
  }
}

}  // namespace fsm::renderer
