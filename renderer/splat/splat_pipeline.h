// The kernels that draw Gaussians, in order: project, depth sort, pairs, tile sort, tile lists, blend (renderer/README.md).
#pragma once

#include <cstdint>
#include <map>
#include <memory>

#include "renderer/render_context.h"
#include "renderer/splat/frame_buffers.h"
#include "renderer/splat/gpu_scene.h"
#include "renderer/splat/radix_sort.h"
#include "renderer/splat/targets.h"
#include "renderer/splat/tuning.h"
#include "renderer/splat/view_data.h"

namespace fsm::renderer {

/// Meshes that stand between the Gaussians, drawn before them in the same frame. Both in `shaderReadOnlyOptimal`, of the
/// picture's size.
struct OpaqueLayer {
  vk::ImageView colour;  ///< in the colours of the scene, premultiplied by the share of the pixel that is covered
  vk::ImageView depth;   ///< r32f: view depth in units of the scene; 0 where there is nothing
};

/// One region of one frame.
struct SplatDraw {
  const GpuScene& scene;
  const AliveBlocks& alive;
  Binding aliveBlocks;  ///< the blocks' numbers on the device
  Binding view;         ///< a ViewData
  TileRegion region;
  const Targets& targets;  ///< in `general`
  bool official = false;   ///< footprints (scene::Footprint::officialTiles)
  const OpaqueLayer* opaque = nullptr;
};

class SplatPipeline {
 public:
  SplatPipeline(RenderContext& context, const Tuning& tuning);

  /// Buffers must have room for the draw's slots, tiles and segments; that all pairs had room is told by Counts afterwards.
  void record(CommandStream& commands, const FrameBuffers& buffers, const SplatDraw& draw);
  /// Segments of a tile's list at most.
  uint32_t segments(uint32_t slots) const;

 private:
  const ComputePipeline& projectKernel(const scene::Gaussians4D& kind, bool dynamic, bool marked, bool official);
  const ComputePipeline& pairWriteKernel(bool official);
  const ComputePipeline& pairWriteLargeKernel(bool official);
  const ComputePipeline& blendKernel(const Targets& targets, bool meshes);
  void recordProject(CommandStream& commands, const FrameBuffers& buffers, const SplatDraw& draw);
  void recordDepthSort(CommandStream& commands, const FrameBuffers& buffers, uint32_t slots) const;
  void recordPairs(CommandStream& commands, const FrameBuffers& buffers, const SplatDraw& draw);
  /// Which of the two pair buffers has the result.
  int recordTileSort(CommandStream& commands, const FrameBuffers& buffers, uint32_t tiles) const;
  void recordBlend(CommandStream& commands, const FrameBuffers& buffers, const SplatDraw& draw, int sorted);

  RenderContext& context_;
  Tuning tuning_;
  RadixSort sort_;
  std::map<uint32_t, ComputePipeline> project_;  ///< by degree, harmonics and kind
  ComputePipeline pairCount_, pairScan_, largeArguments_, ranges_, segmentArguments_;
  std::map<bool, ComputePipeline> pairWrite_, pairWriteLarge_;  ///< with official footprints or not
  std::map<uint32_t, ComputePipeline> blend_;                   ///< with depths or not, with overdraw or not, with meshes or not
  vk::raii::Sampler sampler_;
  std::shared_ptr<DeviceImage> nothing_;  ///< for the bindings of an opaque layer that is not there
};

}  // namespace fsm::renderer
