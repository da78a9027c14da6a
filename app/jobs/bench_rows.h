// What a benchmark measured, row by row.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "reconstruction/core/geometry.h"

namespace fsm::jobs {

/// A model.
struct BenchRow {
  std::string device;  ///< "cuda:0"
  std::string work;    ///< "default model, 16 inputs 256x144"
  std::string precision;
  double encodeMs = 0;     ///< medians
  double viewMs = 0;       ///< one further view
  double totalMs = 0;      ///< encoding and all target views
  uint64_t peakBytes = 0;  ///< device memory; 0: not known (CPU)
};

struct GeneratorRow {
  std::string device;
  double viewsPerSecond = 0;  ///< images of 128x72, 4 rays a pixel
};

enum class RasterBackEnd { cuda, vulkan, cpu };

/// A rasteriser on one picture.
struct RasterRow {
  using Stages = std::vector<std::pair<std::string, double>>;  ///< ms
  RasterBackEnd backEnd = RasterBackEnd::cpu;
  std::string device;     ///< "NVIDIA H200"
  bool software = false;  ///< Vulkan on the processor
  std::string picture;    ///< "benchmark scene", or a file's name
  ImageSize size;
  uint64_t gaussians = 0;
  uint64_t visible = 0, pairs = 0;  ///< splats, and pairs of them and tiles; 0: not known (CPU)
  double frameMs = 0;               ///< a whole frame; Vulkan: of the device, all stages (0: it does not measure)
  double wallMs = 0;                ///< Vulkan: a frame with the picture read back, two in flight; else 0
  double backwardMs = 0;            ///< 0: not measured (Vulkan has none)
  Stages stages, backwardStages;    ///< where they are measured
  uint64_t memoryBytes = 0;         ///< of the device; CUDA: the rasteriser's own, without the Gaussians; 0: not known (CPU)
};

/// Time of one row over that of another.
struct BenchRatio {
  std::string what;
  double value = 0;
};

/// Backward over forward of each row that has both; the CPU rasteriser over software Vulkan (wall time) for each picture that
/// both drew.
std::vector<BenchRatio> ratiosOf(const std::vector<RasterRow>& rows);

/// "CUDA", "Vulkan", "CPU".
const char* backEndName(RasterBackEnd backEnd);

}  // namespace fsm::jobs
