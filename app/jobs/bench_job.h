// How fast this machine is: encoding, views, the generator, and drawing Gaussians; nothing of it is asserted anywhere.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "app/jobs/bench_picture.h"
#include "app/jobs/bench_rows.h"
#include "reconstruction/core/progress.h"

namespace fsm::jobs {

enum class BenchPart { model, generator, cuda, vulkan, cpu };

/// "model,generator,cuda,vulkan,cpu" or some of them. Throws badInput, naming those there are.
std::set<BenchPart> parseBenchParts(const std::string& text);

struct BenchRequest {
  std::string model;                ///< as findModel takes it
  std::string device;               ///< "cpu", "cuda:0"; empty: every device of this machine
  bool quick = false;               ///< fewer repetitions, fewer Gaussians on the processor
  std::set<BenchPart> parts;        ///< empty: all that can run here; a part that is named must be able to
  std::optional<BenchScene> scene;  ///< drawn too, at 640x360
};

struct BenchResult {
  std::vector<std::pair<std::string, std::string>> devices;  ///< id and name
  std::vector<BenchRow> rows;
  std::vector<GeneratorRow> generator;
  std::vector<RasterRow> rasterisers;
  std::vector<BenchRatio> ratios;  ///< of rows above, thus measured in one run
  std::vector<std::string> notes;  ///< sentences: what was not measured, and why
};

/// model       the default model with 16 inputs at 256x144 on every device; on CUDA also the official layout (24 blocks, width
/// 768,
///             random weights, elastic on, chunks of 8192 tokens) with 32 and 128 inputs and 8 targets at 256x256
/// generator   images of the scene generator
/// cuda        the CUDA rasteriser, forward and backward, 2,097,152 Gaussians of the benchmark scene
///             (splatting/benchmark_scene.h) at 1920x1080 and 256x256
/// vulkan      the renderer on the first device of each class: on graphics cards as the line above, in software 131,072 (quick:
///             32,768) of them at 640x360
/// cpu         the fast CPU rasteriser on the same picture as software Vulkan
/// With a device: "cpu" leaves out graphics cards, "cuda:N" leaves out what runs on the processor.
/// Throws noDevice, notFound, unsupported, badInput, outOfMemory, cancelled.
BenchResult benchJob(const BenchRequest& request, Progress& progress);

nlohmann::json toJson(const BenchResult& result);
std::string table(const BenchResult& result);

}  // namespace fsm::jobs
