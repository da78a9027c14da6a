#include "renderer/present/measurements.h"

#include <array>
#include <cmath>
#include <cstring>

#include "renderer/vulkan_errors.h"

namespace fsm::renderer {
namespace {

using Type = vk::DescriptorType;
using Usage = vk::BufferUsageFlagBits;

constexpr uint64_t kBins = 1024;
constexpr uint32_t kColumns = 64, kRows = 64;  // of a workgroup
constexpr uint64_t kRangeBytes = 2 * sizeof(float);

struct HistogramPush {
  glm::ivec2 size;
};

Groups groupsOf(ImageSize size) {
  return {(static_cast<uint32_t>(size.width) + kColumns - 1) / kColumns, (static_cast<uint32_t>(size.height) + kRows - 1) / kRows,
          1};
}

Binding sampled(const ScreenImage& picture, vk::Sampler sampler) {
  Binding binding(picture.image->view(), sampler);
  binding.image.imageLayout = picture.layout;
  return binding;
}

}  // namespace

std::optional<glm::vec2> Measured::depthRange() const {
  if (!range) return std::nullopt;
  glm::vec2 found;
  std::memcpy(&found, buffer->mapped().data(), kRangeBytes);
  return found;
}

std::optional<double> Measured::psnr() const {
  if (sums == 0) return std::nullopt;
  std::vector<float> parts(sums);
  std::memcpy(parts.data(), buffer->mapped().data() + kRangeBytes, parts.size() * sizeof(float));
  double total = 0;
  for (const float part : parts) total += part;
  return -10 * std::log10(total / static_cast<double>(values));
}

Measurements::Measurements(RenderContext& c)
    : context_(c),
      histogramKernel_(
          c.device, c.pipelineCache,
          {"present/depth_histogram.comp", {Type::eStorageBuffer, Type::eCombinedImageSampler}, sizeof(HistogramPush), {kRows}}),
      rangeKernel_(c.device, c.pipelineCache, {"present/depth_range.comp", {Type::eStorageBuffer, Type::eStorageBuffer}, 0, {}}),
      errorKernel_(c.device, c.pipelineCache,
                   {"present/picture_error.comp",
                    {Type::eStorageBuffer, Type::eStorageBuffer, Type::eCombinedImageSampler, Type::eCombinedImageSampler},
                    0,
                    {kRows}}),
      sampler_(translatingErrors([&] { return vk::raii::Sampler(c.device.handle(), vk::SamplerCreateInfo()); })),
      histogram_(c.makeBuffer({"depth histogram", kBins * sizeof(uint32_t), Usage::eStorageBuffer | Usage::eTransferDst})),
      range_(c.makeBuffer({"depth range", kRangeBytes, Usage::eStorageBuffer | Usage::eTransferDst | Usage::eTransferSrc})) {}

Measured Measurements::record(CommandStream& commands, const Screen& screen, ImageSize size, bool wantRange) {
  Measured measured;
  const Groups groups = groupsOf(size);
  const bool wantError = screen.comparison != Comparison::Kind::none && screen.colour.image && screen.other.image;
  measured.range = wantRange && screen.depth.image;
  measured.sums = wantError ? groups.x * groups.y : 0;
  measured.values = uint64_t{3} * static_cast<uint64_t>(size.width) * static_cast<uint64_t>(size.height);
  if (!measured.range && measured.sums == 0) return measured;
  const uint64_t sumBytes = measured.sums * sizeof(float);
  measured.buffer = context_.makeBuffer(
      {"measured", kRangeBytes + sumBytes, Usage::eTransferDst, MemoryUse::readBack, MemoryCategory::staging});
  std::shared_ptr<Buffer> sums;
  if (measured.range) {
    commands.handle().fillBuffer(histogram_->handle(), 0, VK_WHOLE_SIZE, 0);
    commands.barrier();
    const HistogramPush push{{size.width, size.height}};
    commands.dispatch(histogramKernel_, std::array<Binding, 2>{*histogram_, sampled(screen.depth, *sampler_)},
                      std::as_bytes(std::span(&push, 1)), groups);
    commands.barrier();
    commands.dispatch(rangeKernel_, std::array<Binding, 2>{*histogram_, *range_}, {}, {1, 1, 1});
  }
  if (wantError) {
    sums = context_.makeBuffer({"squared differences", sumBytes, Usage::eStorageBuffer | Usage::eTransferSrc});
    commands.barrier();
    commands.dispatch(
        errorKernel_,
        std::array<Binding, 4>{*screen.data, *sums, sampled(screen.colour, *sampler_), sampled(screen.other, *sampler_)}, {},
        groups);
    commands.retain(sums);
  }
  commands.barrier();
  const auto copy = [&](const Buffer& from, uint64_t offset) {
    commands.handle().copyBuffer(from.handle(), measured.buffer->handle(), vk::BufferCopy(0, offset, from.size()));
  };
  if (measured.range) copy(*range_, 0);
  if (sums) copy(*sums, kRangeBytes);
  commands.retain(measured.buffer);
  return measured;
}

}  // namespace fsm::renderer
