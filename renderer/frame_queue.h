// Frames that were asked for and not read yet. A frame whose (tile, Gaussian) pairs had no room is drawn again with more of it,
// or, when the device has no more, in smaller regions of the picture: what is read is always right.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "renderer/mesh/mesh_pass.h"
#include "renderer/renderer.h"
#include "renderer/splat/counts.h"
#include "renderer/splat/splat_pipeline.h"

namespace fsm::renderer {

class FrameQueue {
 public:
  FrameQueue(RenderContext& context, const Tuning& tuning);

  uint64_t draw(const FrameRequest& request, const std::shared_ptr<GpuScene>& scene);
  bool ready(uint64_t id);
  Picture read(uint64_t id, FrameStatistics* statistics);
  void drop(uint64_t id);

 private:
  /// Pictures with the host's copy of them, used again by frames of the same size.
  struct Canvas {
    Targets targets;
    std::shared_ptr<Buffer> readBack;
  };
  struct Frame {
    FrameRequest request;
    std::shared_ptr<GpuScene> scene;
    AliveBlocks alive;
    std::vector<TileRegion> regions;
    Canvas canvas;
    std::shared_ptr<Buffer> counts;  ///< the host's copy, of each region
    uint64_t number = 0;             ///< in the frame ring
    int attempts = 0;
  };

  Frame& find(uint64_t id);
  Canvas takeCanvas(const FrameRequest& request);
  void submit(Frame& frame);
  void record(CommandStream& commands, Frame& frame);
  /// Draws the frame's meshes, in the units and colours of the scene; nothing where it has none.
  std::optional<OpaqueLayer> recordMeshes(CommandStream& commands, const Frame& frame);
  std::shared_ptr<Buffer> frameData(const Frame& frame, uint64_t& aliveBytes, uint64_t& viewStride);
  void needPairs(uint32_t slots);
  std::vector<Counts> countsOf(const Frame& frame) const;
  /// Whether all pairs of a finished frame had room; if not, it is drawn again.
  bool settle(Frame& frame);
  Picture pictureOf(const Frame& frame) const;

  RenderContext& context_;
  Tuning tuning_;
  SplatPipeline pipeline_;
  FrameBuffers buffers_;
  MeshPass meshes_;
  std::map<uint64_t, Frame> frames_;
  std::vector<Canvas> canvases_;
  uint64_t nextId_ = 1;
  uint64_t wantedPairs_ = 0;
};

}  // namespace fsm::renderer
