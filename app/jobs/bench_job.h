// How fast this machine is: encoding, views, the generator; nothing of it is asserted anywhere.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "reconstruction/core/progress.h"

namespace fsm::jobs {

struct BenchRequest {
  std::string model;   ///< as findModel takes it
  std::string device;  ///< "cpu", "cuda:0"; empty: every device of this machine
  bool quick = false;  ///< fewer repetitions
};

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

struct BenchResult {
  std::vector<std::pair<std::string, std::string>> devices;  ///< id and name
  std::vector<BenchRow> rows;
  std::vector<GeneratorRow> generator;
};

/// The default model with 16 inputs at 256x144 on every device; on CUDA also the official layout (24 blocks, width 768, random
/// weights, elastic on, chunks of 8192 tokens) with 32 and 128 inputs and 8 targets at 256x256. Throws noDevice, notFound,
/// outOfMemory, cancelled.
BenchResult benchJob(const BenchRequest& request, Progress& progress);

nlohmann::json toJson(const BenchResult& result);
std::string table(const BenchResult& result);

}  // namespace fsm::jobs
