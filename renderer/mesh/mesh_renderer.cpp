#include "renderer/mesh/mesh_renderer.h"

#include <array>
#include <cstring>
#include <deque>
#include <limits>

#include "renderer/mesh/mesh_pass.h"
#include "renderer/render_context.h"
#include "renderer/vulkan_errors.h"

namespace fsm::renderer {
namespace {

constexpr uint64_t kColourBytes = 16, kDepthBytes = 4;  ///< a pixel

LayeredImage unpack(const Buffer& from, ImageSize size, ColourEncoding encoding) {
  LayeredImage image(size);
  image.encoding = encoding;
  const size_t pixels = static_cast<size_t>(size.width) * size.height;
  const std::byte* bytes = from.mapped().data();
  std::memcpy(image.rgba.data(), bytes, pixels * kColourBytes);
  image.depth.resize(pixels);
  std::memcpy(image.depth.data(), bytes + pixels * kColourBytes, pixels * kDepthBytes);
  for (float& depth : image.depth)
    if (depth == 0) depth = std::numeric_limits<float>::infinity();
  return image;
}

}  // namespace

struct MeshRenderer::Impl {
  explicit Impl(const MeshRendererOptions& options)
      : context({options.validation, {}}, options.device, options.memoryLimit), pass(context) {}

  struct Waiting {
    size_t view = 0;
    uint64_t frame = 0;
    ImageSize size;
    std::shared_ptr<Buffer> pixels;
  };

  /// Records and submits one view.
  Waiting submit(const MeshScene& scene, const View& view, const MeshPictureOptions& options, size_t index) {
    const ImageSize size = view.camera.intrinsics.size;
    MeshView drawn{view.camera.intrinsics, inverseRigid(view.camera.world_from_camera), view.time,
                   options.nearPlane,      options.encoding == ColourEncoding::display, options.samples};
    CommandStream& stream = context.frames.begin();
    try {
      const MeshLayer layer = pass.record(stream, scene, drawn);
      Waiting waiting{index, 0, size, copyOut(stream, layer, size)};
      waiting.frame = context.frames.submit();
      return waiting;
    } catch (...) {
      context.frames.abandon();
      throw;
    }
  }

  std::shared_ptr<Buffer> copyOut(CommandStream& stream, const MeshLayer& layer, ImageSize size) {
    const uint64_t pixels = static_cast<uint64_t>(size.width) * size.height;
    auto buffer = context.makeBuffer({"mesh pictures", pixels * (kColourBytes + kDepthBytes),
                                      vk::BufferUsageFlagBits::eTransferDst, MemoryUse::readBack, MemoryCategory::staging});
    stream.retain(buffer);
    const vk::Extent3D extent(static_cast<uint32_t>(size.width), static_cast<uint32_t>(size.height), 1);
    const vk::ImageSubresourceLayers whole(vk::ImageAspectFlagBits::eColor, 0, 0, 1);
    for (const auto& image : {layer.colour, layer.depth})
      stream.imageBarrier(*image, vk::ImageLayout::eShaderReadOnlyOptimal, vk::ImageLayout::eTransferSrcOptimal);
    stream.handle().copyImageToBuffer(layer.colour->handle(), vk::ImageLayout::eTransferSrcOptimal, buffer->handle(),
                                      vk::BufferImageCopy(0, 0, 0, whole, {}, extent));
    stream.handle().copyImageToBuffer(layer.depth->handle(), vk::ImageLayout::eTransferSrcOptimal, buffer->handle(),
                                      vk::BufferImageCopy(pixels * kColourBytes, 0, 0, whole, {}, extent));
    stream.hostBarrier();
    return buffer;
  }

  RenderContext context;
  MeshPass pass;
};

MeshRenderer::MeshRenderer(const MeshRendererOptions& options)
    : impl_(translatingErrors([&] { return std::make_unique<Impl>(options); })) {}
MeshRenderer::~MeshRenderer() = default;
MeshRenderer::MeshRenderer(MeshRenderer&&) noexcept = default;
MeshRenderer& MeshRenderer::operator=(MeshRenderer&&) noexcept = default;

void MeshRenderer::render(const MeshScene& scene, std::span<const View> views, const MeshPictureOptions& options,
                          const std::function<void(size_t, LayeredImage&&)>& receive) {
  std::deque<Impl::Waiting> waiting;
  const auto deliver = [&] {
    const Impl::Waiting done = std::move(waiting.front());
    waiting.pop_front();
    translatingErrors([&] { impl_->context.frames.wait(done.frame); });
    receive(done.view, unpack(*done.pixels, done.size, options.encoding));
  };
  for (size_t i = 0; i < views.size(); ++i) {
    waiting.push_back(translatingErrors([&] { return impl_->submit(scene, views[i], options, i); }));
    if (waiting.size() >= FrameRing::kFramesInFlight) deliver();
  }
  while (!waiting.empty()) deliver();
}

LayeredImage MeshRenderer::render(const MeshScene& scene, const View& view, const MeshPictureOptions& options) {
  LayeredImage image;
  render(scene, std::span(&view, 1), options, [&](size_t, LayeredImage&& drawn) { image = std::move(drawn); });
  return image;
}

std::vector<std::string> MeshRenderer::validationMessages() const { return impl_->context.instance.validation().messages(); }

}  // namespace fsm::renderer
