#include "tests/splatting/cuda/raster_benchmark.h"

#include <nlohmann/json.hpp>

#include "reconstruction/splatting/benchmark_scene.h"
#include "reconstruction/splatting/cuda/raster_speed.h"

namespace fsm::splatting::testing {
namespace {

using nlohmann::json;

json stages(const cuda::RasterSpeed::Stages& measured) {
  json out = json::object();
  for (const auto& [name, milliseconds] : measured) out[name] = milliseconds;
  return out;
}

json measure(cuda::SpeedScene& scene, int64_t count, ImageSize size, const scene::RasterSettings& settings, int repeats) {
  const cuda::RasterSpeed speed = scene.measure(benchmarkView(size), settings, repeats);
  return {{"gaussians", count},
          {"width", size.width},
          {"height", size.height},
          {"footprint", settings.footprint == scene::Footprint::officialTiles ? "official tiles" : "alpha threshold"},
          {"forward ms", speed.forwardMs},
          {"backward ms", speed.backwardMs},
          {"forward stages ms", stages(speed.forwardStages)},
          {"backward stages ms", stages(speed.backwardStages)},
          {"visible", speed.visible},
          {"list entries", speed.instances},
          {"memory MB", static_cast<double>(speed.memory) / 1e6}};
}

}  // namespace

std::string benchmarkCuda(int repeats) {
  json out;
  out["device"] = cuda::deviceName(0);
  out["repeats"] = repeats;
  const scene::RasterSettings ours, official = scene::RasterSettings::official();
  for (const int64_t count : {int64_t{500'000}, kBenchmarkGaussians, int64_t{8'000'000}}) {
    cuda::SpeedScene scene(benchmarkScene(count), 0);
    for (const ImageSize size : {ImageSize{1920, 1080}, ImageSize{256, 256}}) {
      out["runs"].push_back(measure(scene, count, size, ours, repeats));
      if (count == kBenchmarkGaussians) out["runs"].push_back(measure(scene, count, size, official, repeats));
    }
  }
  return out.dump(2);
}

}  // namespace fsm::splatting::testing
