#include "renderer/splat/targets.h"

namespace fsm::renderer {

Targets Targets::make(RenderContext& context, ImageSize size, bool withDepth, bool withOverdraw) {
  using Usage = vk::ImageUsageFlagBits;
  const vk::ImageUsageFlags usage = Usage::eStorage | Usage::eTransferSrc | Usage::eSampled;
  const auto image = [&](const char* name, vk::Format format, bool wanted) {
    const uint32_t width = wanted ? static_cast<uint32_t>(size.width) : 1,
                   height = wanted ? static_cast<uint32_t>(size.height) : 1;
    return context.makeImage({name, width, height, format, usage});
  };
  return {size,
          image("colour", vk::Format::eR32G32B32A32Sfloat, true),
          image("expected depth", vk::Format::eR32Sfloat, withDepth),
          image("median depth", vk::Format::eR32Sfloat, withDepth),
          image("overdraw", vk::Format::eR32Sfloat, withOverdraw),
          withDepth,
          withOverdraw};
}

uint64_t Targets::readBackBytes() const {
  const uint64_t each = 16 + (hasDepth ? 8 : 0) + (hasOverdraw ? 4 : 0);
  return each * static_cast<uint64_t>(size.width) * static_cast<uint64_t>(size.height);
}

void Targets::recordReadBack(CommandStream& commands, const Buffer& into) const {
  const vk::Extent3D extent(static_cast<uint32_t>(size.width), static_cast<uint32_t>(size.height), 1);
  const uint64_t pixels = uint64_t{extent.width} * extent.height;
  uint64_t offset = 0;
  const auto copy = [&](const DeviceImage& image, uint64_t bytesEach) {
    const vk::BufferImageCopy region(offset, 0, 0, {vk::ImageAspectFlagBits::eColor, 0, 0, 1}, {}, extent);
    commands.handle().copyImageToBuffer(image.handle(), vk::ImageLayout::eGeneral, into.handle(), region);
    offset += bytesEach * pixels;
  };
  copy(*colour, 16);
  if (hasDepth) {
    copy(*depth, 4);
    copy(*median, 4);
  }
  if (hasOverdraw) copy(*overdraw, 4);
}

}  // namespace fsm::renderer
