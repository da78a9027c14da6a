// How fast the CUDA rasteriser is on a scene: for `fsm bench` and for the check program of machines without Qt.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "reconstruction/core/geometry.h"
#include "reconstruction/scene/gaussians4d.h"
#include "reconstruction/splatting/cuda/device_buffer.h"
#include "reconstruction/splatting/raster_pointers.h"

namespace fsm::splatting::cuda {

struct RasterSpeed {
  using Stages = std::vector<std::pair<std::string, double>>;
  double forwardMs = 0, backwardMs = 0;  ///< mean of runs one after the other without a pause
  Stages forwardStages, backwardStages;  ///< ms, medians of runs with events between the stages
  int64_t visible = 0, instances = 0;    ///< splats, and pairs of them and tiles
  int64_t memory = 0;                    ///< bytes of the rasteriser's own
};

/// "NVIDIA H200"; throws noDevice where there is none of that number.
std::string deviceName(int device);

/// Gaussians on a device, with room for their gradients.
class SpeedScene {
 public:
  /// Throws noDevice, outOfMemory.
  SpeedScene(const scene::Gaussians4D& gaussians, int device);

  /// `view` in the scene's frame with normalised time. Forward: colour, alpha, depth. Backward: from the colour to all
  /// parameters, the background and the lengths of the means' gradients. `repeats` (at least 1) runs of each, after a few that
  /// are not measured. Throws badInput, outOfMemory, deviceLost.
  RasterSpeed measure(const View& view, const scene::RasterSettings& settings, int repeats);

 private:
  static constexpr int kArrays = 8;  ///< of parameters

  int device_;
  GaussianPointers<float> gaussians_;
  GaussianGradients<float> gradients_;
  std::array<DeviceBuffer<float>, kArrays> parameters_;
  std::array<DeviceBuffer<float>, kArrays + 2> gradientArrays_;  ///< the last two: background, lengths of the means'
};

}  // namespace fsm::splatting::cuda
