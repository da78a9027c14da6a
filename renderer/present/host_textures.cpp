#include "renderer/present/host_textures.h"

#include <algorithm>
#include <cstring>

#include "reconstruction/core/error.h"

namespace fsm::renderer {
namespace {

/// Enough to go back and forth between two versions and two input frames.
constexpr size_t kKept = 4;

std::shared_ptr<const void> identity(const HostPicture& picture) {
  return picture.layered ? std::shared_ptr<const void>(picture.layered) : std::shared_ptr<const void>(picture.image);
}

bool same(const std::weak_ptr<const void>& a, const std::shared_ptr<const void>& b) {
  return !a.owner_before(b) && !b.owner_before(a) && a.lock() == b;
}

void requireFullPicture(const HostPicture& picture, uint32_t mostSide) {
  const ImageSize size = picture.size();
  const size_t pixels =
      size.width > 0 && size.height > 0 ? static_cast<size_t>(size.width) * static_cast<size_t>(size.height) : 0;
  const bool full = picture.layered ? picture.layered->rgba.size() == pixels * 4 : picture.image->rgb.size() == pixels * 3;
  if (pixels == 0 || !full) {
    throw Error(ErrorCode::badInput, "The picture to show has no or too few pixels. Choose another frame.");
  }
  if (static_cast<uint32_t>(std::max(size.width, size.height)) > mostSide) {
    throw Error(ErrorCode::badInput, "A picture of " + std::to_string(size.width) + " x " + std::to_string(size.height) +
                                         " pixels is too large for the graphics device, which takes " + std::to_string(mostSide) +
                                         " on a side. Show a smaller one.");
  }
}

void fill(std::span<float> to, const HostPicture& picture) {
  if (picture.layered) {
    std::memcpy(to.data(), picture.layered->rgba.data(), to.size_bytes());
    return;
  }
  const float* from = picture.image->rgb.data();
  for (size_t i = 0; i < to.size(); i += 4, from += 3) {
    to[i] = from[0];
    to[i + 1] = from[1];
    to[i + 2] = from[2];
    to[i + 3] = 1;
  }
}

}  // namespace

std::shared_ptr<DeviceImage> HostTextures::texture(CommandStream& commands, const HostPicture& picture) {
  const auto key = identity(picture);
  ++clock_;
  std::erase_if(entries_, [](const Entry& entry) { return entry.picture.expired(); });
  auto found = std::find_if(entries_.begin(), entries_.end(), [&](const Entry& entry) { return same(entry.picture, key); });
  if (found == entries_.end()) {
    if (entries_.size() >= kKept) {
      entries_.erase(
          std::min_element(entries_.begin(), entries_.end(), [](const Entry& a, const Entry& b) { return a.used < b.used; }));
    }
    entries_.push_back({key, upload(commands, picture), 0});
    found = std::prev(entries_.end());
  }
  found->used = clock_;
  commands.retain(found->image);
  return found->image;
}

std::shared_ptr<DeviceImage> HostTextures::upload(CommandStream& commands, const HostPicture& picture) {
  requireFullPicture(picture, context_.device.traits().maxImageSide);
  using Usage = vk::ImageUsageFlagBits;
  const vk::Extent3D extent(static_cast<uint32_t>(picture.size().width), static_cast<uint32_t>(picture.size().height), 1);
  const uint64_t floats = uint64_t{extent.width} * extent.height * 4;
  const auto image = context_.makeImage({"picture of the host", extent.width, extent.height, vk::Format::eR32G32B32A32Sfloat,
                                         Usage::eSampled | Usage::eTransferDst});
  const auto staging = context_.makeBuffer(
      {"picture on its way", floats * 4, vk::BufferUsageFlagBits::eTransferSrc, MemoryUse::upload, MemoryCategory::staging});
  fill({reinterpret_cast<float*>(staging->mapped().data()), floats}, picture);
  commands.retain(staging);
  commands.imageBarrier(*image, vk::ImageLayout::eUndefined, vk::ImageLayout::eTransferDstOptimal);
  const vk::BufferImageCopy region(0, 0, 0, {vk::ImageAspectFlagBits::eColor, 0, 0, 1}, {}, extent);
  commands.handle().copyBufferToImage(staging->handle(), image->handle(), vk::ImageLayout::eTransferDstOptimal, region);
  commands.imageBarrier(*image, vk::ImageLayout::eTransferDstOptimal, vk::ImageLayout::eShaderReadOnlyOptimal);
  return image;
}

}  // namespace fsm::renderer
