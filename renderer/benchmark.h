// Times of the renderer's stages, for `fsm bench` and for machines without Qt.
#pragma once

#include <string>
#include <vector>

#include "renderer/renderer.h"

namespace fsm::renderer {

struct BenchmarkOptions {
  RendererOptions renderer;
  int frames = 20;  ///< measured
  int warmUp = 3;   ///< drawn before
  bool depth = false;
};

struct BenchmarkResult {
  DeviceInfo device;
  ImageSize size;
  uint64_t gaussians = 0, candidates = 0, visible = 0, pairs = 0;
  double frameMilliseconds = 0;   ///< median of the frames' device times, all stages (0: the device does not measure)
  double wallMilliseconds = 0;    ///< per frame, two in flight, pictures read back
  std::vector<StageTime> stages;  ///< medians
  MemoryReport memory;

  /// One JSON object.
  std::string json() const;
};

/// Draws the view again and again.
BenchmarkResult runBenchmark(const scene::GaussianScene& scene, const FrameRequest& request, const BenchmarkOptions& options);

}  // namespace fsm::renderer
