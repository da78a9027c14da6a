// The kernel that makes what the projection reads from a raw scene (shaders/interop/pack.comp).
#pragma once

#include "renderer/command_stream.h"
#include "renderer/interop/raw_layout.h"
#include "renderer/splat/gpu_scene.h"

namespace fsm::renderer {

class PackPass {
 public:
  PackPass(RenderContext& context, const scene::Gaussians4D& kind, const RawLayout& layout);

  /// Gaussians of one chunk at most.
  uint64_t chunkGaussians() const { return chunkGaussians_; }
  /// Buffers for the layout's capacity.
  std::vector<SceneChunk> makeChunks(RenderContext& context) const;
  /// Fills the first chunks with `count` Gaussians of `raw`; `counted` gets those chunks with their counts. `external`: `raw` is
  /// taken from CUDA before and given back after. Keeps all until the frame is done.
  void record(CommandStream& commands, const std::shared_ptr<Buffer>& raw, bool external, int64_t count,
              const std::vector<SceneChunk>& chunks, std::vector<SceneChunk>& counted) const;

 private:
  void recordChunk(CommandStream& commands, const Buffer& raw, uint64_t first, const SceneChunk& chunk) const;
  void passOwnership(CommandStream& commands, const Buffer& raw, uint32_t from, uint32_t to) const;

  RawLayout layout_;
  bool isStatic_;
  uint32_t coefficients_, stride_;
  uint32_t queueFamily_;
  uint64_t chunkGaussians_;
  ComputePipeline kernel_;
};

}  // namespace fsm::renderer
