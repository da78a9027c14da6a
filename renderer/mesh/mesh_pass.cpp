#include "renderer/mesh/mesh_pass.h"

#include <algorithm>
#include <cstring>

#include "renderer/vulkan_errors.h"

namespace fsm::renderer {
namespace {

using Usage = vk::ImageUsageFlagBits;

constexpr auto kDrawStages = vk::ShaderStageFlagBits::eVertex | vk::ShaderStageFlagBits::eFragment;
constexpr uint32_t kResolveTile = 8, kCornersPerSegment = 6;

ComputePipelineSpec resolveSpec(const char* shader) {
  return {shader,
          {vk::DescriptorType::eCombinedImageSampler, vk::DescriptorType::eCombinedImageSampler,
           vk::DescriptorType::eStorageImage, vk::DescriptorType::eStorageImage},
          sizeof(ResolveBlock),
          {}};
}

vk::SamplerAddressMode addressMode(TextureWrap wrap) {
  switch (wrap) {
    case TextureWrap::repeat: return vk::SamplerAddressMode::eRepeat;
    case TextureWrap::mirror: return vk::SamplerAddressMode::eMirroredRepeat;
    default: return vk::SamplerAddressMode::eClampToEdge;
  }
}

/// A storage buffer that the host fills before the frame is submitted.
template <typename Value>
std::shared_ptr<Buffer> uploaded(RenderContext& context, CommandStream& stream, const char* name, std::span<const Value> values) {
  const uint64_t bytes = std::max<uint64_t>(values.size_bytes(), sizeof(Value));
  auto buffer =
      context.makeBuffer({name, bytes, vk::BufferUsageFlagBits::eStorageBuffer, MemoryUse::upload, MemoryCategory::frame});
  if (!values.empty()) std::memcpy(buffer->mapped().data(), values.data(), values.size_bytes());
  stream.retain(buffer);
  return buffer;
}

}  // namespace

MeshPass::MeshPass(RenderContext& context)
    : context_(context),
      fetch_(translatingErrors([&] { return vk::raii::Sampler(context.device.handle(), vk::SamplerCreateInfo()); })),
      resolveSingle_(context.device, context.pipelineCache, resolveSpec("mesh/resolve_single.comp")),
      resolveMultiple_(context.device, context.pipelineCache, resolveSpec("mesh/resolve_multiple.comp")) {}

MeshPipelines& MeshPass::pipelines(int samples) { return pipelines_.try_emplace(samples, context_, samples).first->second; }

void MeshPass::requireTargets(const MeshView& view) {
  const ImageSize size = view.intrinsics.size;
  const int samples = view.samples > 1 ? 4 : 1;
  if (targets_.layer.colour && targets_.size == size && targets_.samples == samples) return;
  if (static_cast<uint32_t>(std::max(size.width, size.height)) > context_.device.traits().maxImageSide)
    throw Error(ErrorCode::unsupported, "This picture is larger than the graphics device can draw. Choose a smaller size.");
  Targets made{size, samples, {}, {}, {}, {}};
  ImageSpec spec;
  spec.width = static_cast<uint32_t>(size.width);
  spec.height = static_cast<uint32_t>(size.height);
  spec.samples = samples > 1 ? vk::SampleCountFlagBits::e4 : vk::SampleCountFlagBits::e1;
  spec.name = "mesh light";
  spec.format = kLightFormat;
  spec.usage = Usage::eColorAttachment | Usage::eSampled;
  made.light = context_.makeImage(spec);
  spec.name = "mesh depth";
  spec.format = kDepthFormat;
  spec.usage = Usage::eDepthStencilAttachment | Usage::eSampled;
  spec.aspect = vk::ImageAspectFlagBits::eDepth;
  made.depth = context_.makeImage(spec);

  spec.name = "mesh layer colour";
  spec.samples = vk::SampleCountFlagBits::e1;
  spec.usage = Usage::eStorage | Usage::eSampled | Usage::eTransferSrc;
  spec.aspect = vk::ImageAspectFlagBits::eColor;
  spec.format = vk::Format::eR32G32B32A32Sfloat;
  made.layer.colour = context_.makeImage(spec);
  spec.name = "mesh layer depth";
  spec.format = vk::Format::eR32Sfloat;
  made.layer.depth = context_.makeImage(spec);

  const std::array views{made.light->view(), made.depth->view()};
  made.framebuffer = translatingErrors([&] {
    return std::make_shared<vk::raii::Framebuffer>(
        context_.device.handle(),
        vk::FramebufferCreateInfo({}, pipelines(samples).renderPass(), views, spec.width, spec.height, 1));
  });
  targets_ = std::move(made);
}

vk::Sampler MeshPass::sampler(const SamplerKey& key) {
  auto found = samplers_.find(key);
  if (found == samplers_.end()) {
    const auto magnified = key.nearest ? vk::Filter::eNearest : vk::Filter::eLinear;
    const vk::SamplerCreateInfo info({}, magnified, vk::Filter::eLinear, vk::SamplerMipmapMode::eLinear, addressMode(key.u),
                                     addressMode(key.v), vk::SamplerAddressMode::eRepeat, 0, VK_FALSE, 1, VK_FALSE,
                                     vk::CompareOp::eNever, 0, VK_LOD_CLAMP_NONE);
    found = samplers_.emplace(key, translatingErrors([&] { return vk::raii::Sampler(context_.device.handle(), info); })).first;
  }
  return *found->second;
}

const MeshBuffers& MeshPass::buffers(CommandStream& stream, const std::shared_ptr<const MeshModel>& model) {
  auto found = models_.find(model);
  if (found == models_.end()) found = models_.emplace(model, std::make_shared<MeshBuffers>(context_, stream, *model)).first;
  stream.retain(found->second);
  return *found->second;
}

void MeshPass::forgetUnused() {
  std::erase_if(models_, [](const auto& entry) { return entry.first.expired(); });
}

vk::DescriptorSet MeshPass::frameSet(CommandStream& stream, const MeshDrawList& list, vk::DescriptorSetLayout layout) {
  const std::array buffers{uploaded(context_, stream, "mesh frame", std::span(&list.frame, 1)),
                           uploaded(context_, stream, "mesh joints", std::span(list.joints)),
                           uploaded(context_, stream, "mesh lines", std::span(list.segments))};
  const vk::DescriptorSet set = stream.makeSet(layout);
  std::array<vk::DescriptorBufferInfo, 3> infos;
  std::vector<vk::WriteDescriptorSet> writes;
  for (uint32_t i = 0; i < infos.size(); ++i) {
    infos[i] = vk::DescriptorBufferInfo(buffers[i]->handle(), 0, VK_WHOLE_SIZE);
    writes.emplace_back(set, i, 0, 1, vk::DescriptorType::eStorageBuffer, nullptr, &infos[i]);
  }
  context_.device.handle().updateDescriptorSets(writes, {});
  return set;
}

vk::DescriptorSet MeshPass::pictureSet(CommandStream& stream, const MeshBuffers& buffers, const MeshMaterial& material,
                                       vk::DescriptorSetLayout layout) {
  const vk::DescriptorImageInfo image(sampler({material.wrapU, material.wrapV, material.nearest}),
                                      material.texture < 0 ? white_->view() : buffers.texture(material.texture),
                                      vk::ImageLayout::eShaderReadOnlyOptimal);
  const vk::DescriptorSet set = stream.makeSet(layout);
  context_.device.handle().updateDescriptorSets(
      vk::WriteDescriptorSet(set, 0, 0, 1, vk::DescriptorType::eCombinedImageSampler, &image), {});
  return set;
}

void MeshPass::drawMeshes(CommandStream& stream, const MeshScene& scene, const MeshDrawList& list, MeshPipelines& pipelines) {
  const auto& commands = stream.handle();
  std::map<std::pair<const MeshModel*, int>, vk::DescriptorSet> pictures;
  const MeshModel* bound = nullptr;
  vk::Pipeline pipeline;
  for (const MeshDraw& draw : list.draws) {
    const MeshModel& model = *scene.objects[draw.object].model;
    const MeshBuffers& data = *models_.at(scene.objects[draw.object].model);
    const int number = model.parts[draw.part].material;
    const MeshMaterial& material = model.materials[number];
    const vk::Pipeline wanted = pipelines.pipeline({.cutout = material.alphaCutoff > 0,
                                                    .doubleSided = material.doubleSided,
                                                    .mirrored = draw.mirrored,
                                                    .unlit = draw.unlit,
                                                    .skinned = draw.skinned});
    if (wanted != pipeline) commands.bindPipeline(vk::PipelineBindPoint::eGraphics, wanted);
    pipeline = wanted;
    if (bound != &model) {
      commands.bindVertexBuffers(0, data.vertices().handle(), vk::DeviceSize{0});
      commands.bindIndexBuffer(data.indices().handle(), 0, vk::IndexType::eUint32);
      bound = &model;
    }
    vk::DescriptorSet& picture = pictures[{&model, number}];
    if (!picture) picture = pictureSet(stream, data, material, pipelines.pictureSet());
    commands.bindDescriptorSets(vk::PipelineBindPoint::eGraphics, pipelines.layout(), 1, picture, {});
    commands.pushConstants<DrawBlock>(pipelines.layout(), kDrawStages, 0, draw.block);
    const PartRange& range = data.parts()[draw.part];
    commands.drawIndexed(range.indexCount, 1, range.firstIndex, range.vertexOffset, 0);
  }
}

void MeshPass::drawLines(CommandStream& stream, const MeshDrawList& list, MeshPipelines& pipelines) {
  if (list.segments.empty()) return;
  stream.handle().bindPipeline(vk::PipelineBindPoint::eGraphics, pipelines.pipeline({.line = true}));
  stream.handle().draw(static_cast<uint32_t>(list.segments.size()) * kCornersPerSegment, 1, 0, 0);
}

void MeshPass::resolve(CommandStream& stream, const MeshView& view) {
  // What the last view left there is not needed any more.
  stream.imageBarrier(*targets_.layer.colour, vk::ImageLayout::eUndefined, vk::ImageLayout::eGeneral);
  stream.imageBarrier(*targets_.layer.depth, vk::ImageLayout::eUndefined, vk::ImageLayout::eGeneral);
  const std::array bindings{Binding(targets_.light->view(), *fetch_), Binding(targets_.depth->view(), *fetch_),
                            Binding(*targets_.layer.colour), Binding(*targets_.layer.depth)};
  const ImageSize size = targets_.size;
  const ResolveBlock push{{size.width, size.height}, view.nearPlane, view.display ? 1u : 0u};
  const auto groups = [](int side) { return (static_cast<uint32_t>(side) + kResolveTile - 1) / kResolveTile; };
  stream.dispatch(targets_.samples > 1 ? resolveMultiple_ : resolveSingle_, bindings, std::as_bytes(std::span(&push, 1)),
                  {groups(size.width), groups(size.height), 1});
  stream.imageBarrier(*targets_.layer.colour, vk::ImageLayout::eGeneral, vk::ImageLayout::eShaderReadOnlyOptimal);
  stream.imageBarrier(*targets_.layer.depth, vk::ImageLayout::eGeneral, vk::ImageLayout::eShaderReadOnlyOptimal);
}

MeshLayer MeshPass::record(CommandStream& stream, const MeshScene& scene, const MeshView& view) {
  const MeshDrawList list = makeDrawList(scene, view);
  forgetUnused();
  requireTargets(view);
  if (!white_) white_ = uploadedTexture(context_, stream, {"white", {1, 1}, {255, 255, 255, 255}});
  for (const MeshDraw& draw : list.draws) buffers(stream, scene.objects[draw.object].model);
  for (const auto& image : {targets_.light, targets_.depth, targets_.layer.colour, targets_.layer.depth, white_})
    stream.retain(image);
  stream.retain(targets_.framebuffer);

  MeshPipelines& used = pipelines(targets_.samples);
  const auto& commands = stream.handle();
  const vk::Extent2D extent(targets_.light->spec().width, targets_.light->spec().height);
  const std::array<vk::ClearValue, 2> cleared{};  // no light, no alpha, infinitely far
  commands.beginRenderPass({used.renderPass(), **targets_.framebuffer, vk::Rect2D({}, extent), cleared},
                           vk::SubpassContents::eInline);
  commands.setViewport(0, vk::Viewport(0, 0, static_cast<float>(extent.width), static_cast<float>(extent.height), 0, 1));
  commands.setScissor(0, vk::Rect2D({}, extent));
  commands.bindDescriptorSets(vk::PipelineBindPoint::eGraphics, used.layout(), 0, frameSet(stream, list, used.frameSet()), {});
  drawMeshes(stream, scene, list, used);
  drawLines(stream, list, used);
  commands.endRenderPass();
  resolve(stream, view);
  return targets_.layer;
}

}  // namespace fsm::renderer
