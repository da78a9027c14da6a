// Frames that were asked for and not read yet. A frame whose (tile, Gaussian) pairs had no room is drawn again with more of it,
// or, when the device has no more, in smaller regions of the picture: what is read is always right.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "renderer/frame_sink.h"
#include "renderer/mesh/mesh_pass.h"
#include "renderer/renderer.h"
#include "renderer/splat/counts.h"
#include "renderer/splat/splat_pipeline.h"

namespace fsm::renderer {

/// Of a frame that a sink took.
struct FrameOutcome {
  FrameStatistics statistics;
  bool complete = true;  ///< all pairs had room
};

class FrameQueue {
 public:
  FrameQueue(RenderContext& context, const Tuning& tuning);

  /// With a sink, the host gets no picture: the frame is concluded instead of read.
  uint64_t draw(const FrameRequest& request, const std::shared_ptr<GpuScene>& scene, FrameSink* sink = nullptr);
  bool ready(uint64_t id);
  Picture read(uint64_t id, FrameStatistics* statistics);
  /// Waits for a frame that a sink took. Where pairs had no room, frames that are drawn from now on have it; this one is not
  /// drawn again. Its pictures stay until it is dropped.
  FrameOutcome conclude(uint64_t id);
  void drop(uint64_t id);

 private:
  /// Pictures with the host's copy of them, used again by frames of the same size.
  struct Canvas {
    Targets targets;
    std::shared_ptr<Buffer> readBack;  ///< null for a sink's frame
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
    bool taken = false;  ///< by a sink
  };

  Frame& find(uint64_t id);
  Canvas takeCanvas(const FrameRequest& request, bool readBack);
  void submit(Frame& frame, FrameSink* sink = nullptr);
  void record(CommandStream& commands, Frame& frame, FrameSink* sink);
  /// Draws the frame's meshes, in the units and colours of the scene; nothing where it has none.
  std::optional<OpaqueLayer> recordMeshes(CommandStream& commands, const Frame& frame);
  std::shared_ptr<Buffer> frameData(const Frame& frame, uint64_t& aliveBytes, uint64_t& viewStride);
  void needPairs(uint32_t slots);
  std::vector<Counts> countsOf(const Frame& frame) const;
  FrameStatistics statisticsOf(const Frame& frame) const;
  /// Whether all pairs of a finished frame had room; if not, there is room now, or the frame's regions are smaller.
  bool makeRoom(Frame& frame);
  /// The same; if not, it is drawn again.
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
  /// How the last frame of a sink had to be drawn where memory is short, for the next one of the same size.
  std::vector<TileRegion> sinkRegions_;
  ImageSize sinkSize_;
};

}  // namespace fsm::renderer
