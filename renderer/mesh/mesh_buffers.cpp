#include "renderer/mesh/mesh_buffers.h"

#include <cstring>

#include "renderer/mesh/texture_levels.h"

namespace fsm::renderer {
namespace {

using Access = vk::AccessFlagBits;
using Stage = vk::PipelineStageFlagBits;
using Usage = vk::BufferUsageFlagBits;

std::shared_ptr<Buffer> staging(RenderContext& context, CommandStream& stream, uint64_t size) {
  auto buffer = context.makeBuffer({"mesh upload", size, Usage::eTransferSrc, MemoryUse::upload, MemoryCategory::staging});
  stream.retain(buffer);
  return buffer;
}

void imageBarrier(const CommandStream& stream, const DeviceImage& image, vk::ImageLayout from, vk::ImageLayout to,
                  vk::PipelineStageFlags before, vk::PipelineStageFlags after, vk::AccessFlags written, vk::AccessFlags read) {
  const vk::ImageMemoryBarrier barrier(written, read, from, to, VK_QUEUE_FAMILY_IGNORED, VK_QUEUE_FAMILY_IGNORED, image.handle(),
                                       {vk::ImageAspectFlagBits::eColor, 0, VK_REMAINING_MIP_LEVELS, 0, 1});
  stream.handle().pipelineBarrier(before, after, {}, {}, {}, barrier);
}

}  // namespace

MeshBuffers::MeshBuffers(RenderContext& context, CommandStream& stream, const MeshModel& model) {
  uploadGeometry(context, stream, model);
  for (const MeshTexture& texture : model.textures) textures_.push_back(uploadedTexture(context, stream, texture));
}

void MeshBuffers::uploadGeometry(RenderContext& context, CommandStream& stream, const MeshModel& model) {
  uint64_t vertexCount = 0, indexCount = 0;
  for (const MeshPart& part : model.parts) {
    parts_.push_back(
        {static_cast<uint32_t>(indexCount), static_cast<uint32_t>(part.indices.size()), static_cast<int32_t>(vertexCount)});
    vertexCount += part.vertices.size();
    indexCount += part.indices.size();
  }
  if (vertexCount == 0 || indexCount == 0) return;
  const uint64_t vertexBytes = vertexCount * sizeof(MeshVertex), indexBytes = indexCount * sizeof(uint32_t);
  vertices_ = context.makeBuffer({model.name + " vertices", vertexBytes, Usage::eVertexBuffer | Usage::eTransferDst,
                                  MemoryUse::device, MemoryCategory::mesh});
  indices_ = context.makeBuffer(
      {model.name + " indices", indexBytes, Usage::eIndexBuffer | Usage::eTransferDst, MemoryUse::device, MemoryCategory::mesh});
  const auto from = staging(context, stream, vertexBytes + indexBytes);
  std::byte* vertexTarget = from->mapped().data();
  std::byte* indexTarget = vertexTarget + vertexBytes;
  for (const MeshPart& part : model.parts) {
    std::memcpy(vertexTarget, part.vertices.data(), part.vertices.size() * sizeof(MeshVertex));
    std::memcpy(indexTarget, part.indices.data(), part.indices.size() * sizeof(uint32_t));
    vertexTarget += part.vertices.size() * sizeof(MeshVertex);
    indexTarget += part.indices.size() * sizeof(uint32_t);
  }
  const auto& commands = stream.handle();
  commands.copyBuffer(from->handle(), vertices_->handle(), vk::BufferCopy(0, 0, vertexBytes));
  commands.copyBuffer(from->handle(), indices_->handle(), vk::BufferCopy(vertexBytes, 0, indexBytes));
  const vk::MemoryBarrier written(Access::eTransferWrite, Access::eVertexAttributeRead | Access::eIndexRead);
  commands.pipelineBarrier(Stage::eTransfer, Stage::eVertexInput, {}, written, {}, {});
}

std::shared_ptr<DeviceImage> uploadedTexture(RenderContext& context, CommandStream& stream, const MeshTexture& texture) {
  const std::vector<MeshTexture> levels = textureLevels(texture, static_cast<int>(context.device.traits().maxImageSide));
  ImageSpec spec;
  spec.name = texture.name;
  spec.width = static_cast<uint32_t>(levels[0].size.width);
  spec.height = static_cast<uint32_t>(levels[0].size.height);
  spec.format = vk::Format::eR8G8B8A8Srgb;
  spec.usage = vk::ImageUsageFlagBits::eSampled | vk::ImageUsageFlagBits::eTransferDst;
  spec.mipLevels = static_cast<uint32_t>(levels.size());
  spec.category = MemoryCategory::mesh;
  auto image = context.makeImage(spec);

  uint64_t bytes = 0;
  std::vector<vk::BufferImageCopy> copies;
  for (uint32_t level = 0; level < levels.size(); ++level) {
    const ImageSize size = levels[level].size;
    copies.emplace_back(bytes, 0, 0, vk::ImageSubresourceLayers(vk::ImageAspectFlagBits::eColor, level, 0, 1), vk::Offset3D(),
                        vk::Extent3D(static_cast<uint32_t>(size.width), static_cast<uint32_t>(size.height), 1));
    bytes += levels[level].rgba.size();
  }
  const auto from = staging(context, stream, bytes);
  for (size_t level = 0; level < levels.size(); ++level)
    std::memcpy(from->mapped().data() + copies[level].bufferOffset, levels[level].rgba.data(), levels[level].rgba.size());

  imageBarrier(stream, *image, vk::ImageLayout::eUndefined, vk::ImageLayout::eTransferDstOptimal, Stage::eTopOfPipe,
               Stage::eTransfer, {}, Access::eTransferWrite);
  stream.handle().copyBufferToImage(from->handle(), image->handle(), vk::ImageLayout::eTransferDstOptimal, copies);
  imageBarrier(stream, *image, vk::ImageLayout::eTransferDstOptimal, vk::ImageLayout::eShaderReadOnlyOptimal, Stage::eTransfer,
               Stage::eFragmentShader, Access::eTransferWrite, Access::eShaderRead);
  return image;
}

}  // namespace fsm::renderer
