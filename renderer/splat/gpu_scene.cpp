#include "renderer/splat/gpu_scene.h"

#include <algorithm>
#include <cstring>

#include "renderer/splat/packing.h"
#include "renderer/vulkan_errors.h"

namespace fsm::renderer {
namespace {

constexpr uint64_t kChunkGaussians = uint64_t{1} << 18;

scene::GaussianScene withoutGaussians(const scene::GaussianScene& scene) {
  scene::GaussianScene kind;
  kind.frame = scene.frame;
  kind.colourSpace = scene.colourSpace;
  kind.settings = scene.settings;
  kind.gaussians.shDegree = scene.gaussians.shDegree;
  kind.gaussians.timeHarmonics = scene.gaussians.timeHarmonics;
  kind.gaussians.timePeriod = scene.gaussians.timePeriod;
  return kind;
}

template <class T>
std::span<const std::byte> bytesOf(const std::vector<T>& values) {
  return std::as_bytes(std::span(values));
}

}  // namespace

uint64_t chunkCapacity(const DeviceTraits& traits, uint64_t largestBytesEach) {
  return std::min(kChunkGaussians, traits.maxStorageRange / largestBytesEach) / kLifeBlock * kLifeBlock;
}

GpuScene::GpuScene(RenderContext& context, const scene::GaussianScene& kind) : context_(context), kind_(withoutGaussians(kind)) {}

void GpuScene::add(const scene::Gaussians4D& part) {
  part.check();
  if (part.count() == 0) return;
  const scene::Gaussians4D& kind = kind_.gaussians;
  if (part.shDegree != kind.shDegree || part.timeHarmonics != kind.timeHarmonics || part.timePeriod != kind.timePeriod) {
    throw Error(ErrorCode::badInput,
                "Parts of a scene with different kinds of colour cannot be drawn together; load the scene again.");
  }
  LifeIndex life = makeLifeIndex(part, kind_.settings.alphaMin);
  const uint64_t most = chunkCapacity(context_.device.traits(), largestBytesEach(part));
  for (size_t start = 0; start < life.order.size(); start += most) {
    const size_t end = std::min<size_t>(start + most, life.order.size());
    std::vector<int64_t> indices(life.order.begin() + static_cast<int64_t>(start),
                                 life.order.begin() + static_cast<int64_t>(end));
    std::vector<LifeInterval> blocks;
    if (!life.blocks.empty()) {
      blocks.assign(life.blocks.begin() + static_cast<int64_t>(start / kLifeBlock),
                    life.blocks.begin() + static_cast<int64_t>((end + kLifeBlock - 1) / kLifeBlock));
    }
    addChunk(part, added_, std::move(indices), std::move(blocks));
  }
  added_ += part.count();
}

void GpuScene::addChunk(const scene::Gaussians4D& part, int64_t base, std::vector<int64_t> indices,
                        std::vector<LifeInterval> blocks) {
  const PackedGaussians packed = pack(part, indices);
  CommandStream& commands = context_.frames.begin();
  SceneChunk chunk;
  try {
    chunk.first = upload("Gaussians: position", commands, bytesOf(packed.first));
    chunk.second = upload("Gaussians: scale", commands, bytesOf(packed.second));
    if (!packed.third.empty()) chunk.third = upload("Gaussians: rotation", commands, bytesOf(packed.third));
    chunk.colours = upload("Gaussians: colour", commands, bytesOf(packed.colours));
  } catch (...) {
    context_.frames.abandon();
    throw;
  }
  context_.frames.submit();
  chunk.count = static_cast<uint32_t>(indices.size());
  chunk.base = base;
  chunk.life.order = std::move(indices);
  chunk.life.blocks = std::move(blocks);
  chunk.life.alphaMin = kind_.settings.alphaMin;
  count_ += chunk.count;
  chunks_.push_back(std::move(chunk));
}

void GpuScene::mark(std::span<const int64_t> indices) {
  std::vector<bool> chosen(static_cast<size_t>(added_), false);
  for (const int64_t index : indices)
    if (index >= 0 && index < added_) chosen[static_cast<size_t>(index)] = true;
  std::vector<std::shared_ptr<Buffer>> marks(chunks_.size());
  if (!indices.empty() && !chunks_.empty()) {
    CommandStream& commands = context_.frames.begin();
    try {
      for (size_t c = 0; c < chunks_.size(); ++c) {
        const std::vector<int64_t>& order = chunks_[c].life.order;
        std::vector<uint32_t> words((order.size() + 31) / 32, 0);
        for (size_t i = 0; i < order.size(); ++i)
          if (chosen[static_cast<size_t>(chunks_[c].base + order[i])]) words[i / 32] |= 1u << (i % 32);
        marks[c] = upload("Gaussians: marks", commands, bytesOf(words));
      }
    } catch (...) {
      context_.frames.abandon();
      throw;
    }
    context_.frames.submit();
  }
  for (size_t c = 0; c < chunks_.size(); ++c) chunks_[c].marked = std::move(marks[c]);
}

std::shared_ptr<Buffer> GpuScene::upload(const char* name, CommandStream& commands, std::span<const std::byte> bytes) {
  using Usage = vk::BufferUsageFlagBits;
  const auto buffer = context_.makeBuffer(
      {name, bytes.size(), Usage::eStorageBuffer | Usage::eTransferDst, MemoryUse::device, MemoryCategory::scene});
  const auto staging =
      context_.makeBuffer({"upload", bytes.size(), Usage::eTransferSrc, MemoryUse::upload, MemoryCategory::staging});
  std::memcpy(staging->mapped().data(), bytes.data(), bytes.size());
  commands.handle().copyBuffer(staging->handle(), buffer->handle(), vk::BufferCopy(0, 0, bytes.size()));
  commands.retain(staging);
  commands.retain(buffer);
  return buffer;
}

void GpuScene::replaceChunks(std::vector<SceneChunk> chunks) {
  chunks_ = std::move(chunks);
  count_ = 0;
  for (const SceneChunk& chunk : chunks_) count_ += chunk.count;
}

AliveBlocks GpuScene::alive(double normalisedTime, float alphaMin) const {
  AliveBlocks alive;
  for (const SceneChunk& chunk : chunks_) {
    alive.offsets.push_back(static_cast<uint32_t>(alive.blocks.size()));
    chunk.life.appendAlive(normalisedTime, alphaMin, alive.blocks);
  }
  alive.offsets.push_back(static_cast<uint32_t>(alive.blocks.size()));
  return alive;
}

}  // namespace fsm::renderer
