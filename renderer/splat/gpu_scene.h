// A scene's Gaussians on the device, in chunks that were added one after the other.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "reconstruction/scene/gaussians4d.h"
#include "renderer/render_context.h"
#include "renderer/splat/life_index.h"

namespace fsm::renderer {

/// Gaussians of one chunk at most: 2^18, as many as one storage binding holds, whole blocks.
uint64_t chunkCapacity(const DeviceTraits& traits, uint64_t largestBytesEach);

struct SceneChunk {
  std::shared_ptr<Buffer> first, second, third, colours;  ///< splat/packing.h; `third` is null for a static set
  std::shared_ptr<Buffer> marked;                         ///< a bit a Gaussian; null: none is marked
  LifeIndex life;
  uint32_t count = 0;
  int64_t base = 0;  ///< of the part that `life.order` counts in, among all Gaussians in the order in which they were added
};

/// The blocks that one frame draws.
struct AliveBlocks {
  std::vector<uint32_t> blocks;   ///< of all chunks, chunk after chunk
  std::vector<uint32_t> offsets;  ///< where each chunk's begin; one more at the end
  uint32_t slots() const { return static_cast<uint32_t>(blocks.size()) * kLifeBlock; }
};

class GpuScene {
 public:
  /// `kind` gives the frame, the settings, and the degree and kind of what is added.
  GpuScene(RenderContext& context, const scene::GaussianScene& kind);

  /// Copies a part to the device; returns before it is there. Throws badInput (another kind), outOfMemory.
  void add(const scene::Gaussians4D& part);

  /// These Gaussians, in the order in which they were added, are drawn in a colour that stands out; all others as they are.
  /// Indices beyond what was added are left out. Throws outOfMemory.
  void mark(std::span<const int64_t> indices);

  /// What is drawn from now on instead: chunks of the same kind. No frame may be using this.
  void replaceChunks(std::vector<SceneChunk> chunks);

  AliveBlocks alive(double normalisedTime, float alphaMin) const;
  const std::vector<SceneChunk>& chunks() const { return chunks_; }
  const Normalisation& frame() const { return kind_.frame; }
  const scene::Gaussians4D& kind() const { return kind_.gaussians; }
  ColourEncoding colourSpace() const { return kind_.colourSpace; }
  uint64_t count() const { return count_; }

 private:
  void addChunk(const scene::Gaussians4D& part, int64_t base, std::vector<int64_t> indices, std::vector<LifeInterval> blocks);
  std::shared_ptr<Buffer> upload(const char* name, CommandStream& commands, std::span<const std::byte> bytes);

  RenderContext& context_;
  scene::GaussianScene kind_;  ///< without Gaussians
  std::vector<SceneChunk> chunks_;
  uint64_t count_ = 0;  ///< that can be drawn
  int64_t added_ = 0;   ///< all
};

}  // namespace fsm::renderer
