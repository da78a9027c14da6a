#include "tests/splatting/cuda/raster_benchmark.h"

#include <cuda_runtime_api.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <span>
#include <vector>

#include "reconstruction/splatting/benchmark_scene.h"
#include "reconstruction/splatting/cuda/cuda_rasteriser.h"
#include "tests/parity/raster_comparison.h"

namespace fsm::splatting::testing {
namespace {

using cuda::check;
using nlohmann::json;

constexpr int kWarmUps = 3;

class Timer {
 public:
  Timer() {
    check(cudaEventCreate(&begin_), "cudaEventCreate");
    check(cudaEventCreate(&end_), "cudaEventCreate");
  }
  ~Timer() {
    (void)cudaEventDestroy(begin_);
    (void)cudaEventDestroy(end_);
  }
  Timer(const Timer&) = delete;
  Timer& operator=(const Timer&) = delete;

  /// Mean milliseconds of `work` over `repeats` runs, one after the other without a pause.
  template <class Work>
  float mean(int repeats, const Work& work) {
    for (int i = 0; i < kWarmUps; ++i) work();
    check(cudaEventRecord(begin_, nullptr), "cudaEventRecord");
    for (int i = 0; i < repeats; ++i) work();
    check(cudaEventRecord(end_, nullptr), "cudaEventRecord");
    check(cudaEventSynchronize(end_), "cudaEventSynchronize");
    float milliseconds = 0;
    check(cudaEventElapsedTime(&milliseconds, begin_, end_), "cudaEventElapsedTime");
    return milliseconds / static_cast<float>(repeats);
  }

 private:
  cudaEvent_t begin_ = nullptr, end_ = nullptr;
};

json stagesOf(cuda::CudaRasteriser& rasteriser) {
  json out = json::object();
  for (const auto& [name, milliseconds] : rasteriser.clock().times()) out[name] = milliseconds;
  return out;
}

float* zeros(parity::ArrayMemory& memory, size_t count) {
  return count == 0 ? nullptr : memory.upload(std::vector<float>(count));
}

/// Gaussians on the device with gradients of all of them.
struct DeviceScene {
  std::unique_ptr<parity::ArrayMemory> memory = parity::cudaMemory();
  GaussianPointers<float> gaussians;
  GaussianGradients<float> gradients;

  explicit DeviceScene(const scene::Gaussians4D& host) : gaussians(pointers(host)) {
    const auto place = [this](const std::vector<float>& values, const float*& parameter, float*& gradient) {
      parameter = memory->upload(values);
      gradient = zeros(*memory, values.size());
    };
    place(host.position, gaussians.position, gradients.position);
    place(host.logScale, gaussians.logScale, gradients.logScale);
    place(host.rotation, gaussians.rotation, gradients.rotation);
    place(host.opacityLogit, gaussians.opacityLogit, gradients.opacityLogit);
    place(host.sh, gaussians.sh, gradients.sh);
    place(host.time, gaussians.time, gradients.time);
    place(host.logScaleTime, gaussians.logScaleTime, gradients.logScaleTime);
    place(host.rotationRight, gaussians.rotationRight, gradients.rotationRight);
    gradients.background = zeros(*memory, 3);
    gradients.meanPixel = zeros(*memory, host.opacityLogit.size());
  }
};

json measure(const DeviceScene& scene, ImageSize size, const scene::RasterSettings& settings, int repeats) {
  const size_t pixels = static_cast<size_t>(size.width) * size.height;
  const auto memory = parity::cudaMemory();
  RasterOutputs<float> outputs;
  outputs.colour = zeros(*memory, 3 * pixels);
  outputs.alpha = zeros(*memory, pixels);
  outputs.depth = zeros(*memory, pixels);
  const float* byColour = memory->upload(std::vector<float>(3 * pixels, 0.5f));
  const View view = benchmarkView(size);

  cuda::CudaRasteriser rasteriser(0, nullptr);
  Timer timer;
  const auto forward = [&] { rasteriser.forward(scene.gaussians, view, settings, outputs); };
  const auto backward = [&] { rasteriser.backward({byColour, nullptr, nullptr}, scene.gradients); };
  json out;
  out["gaussians"] = scene.gaussians.count;
  out["width"] = size.width;
  out["height"] = size.height;
  out["footprint"] = settings.footprint == scene::Footprint::officialTiles ? "official tiles" : "alpha threshold";
  out["forward ms"] = timer.mean(repeats, forward);
  out["backward ms"] = timer.mean(repeats, backward);
  rasteriser.clock().enable(true);
  forward();
  out["forward stages ms"] = stagesOf(rasteriser);
  backward();
  out["backward stages ms"] = stagesOf(rasteriser);
  out["visible"] = rasteriser.visible();
  out["list entries"] = rasteriser.instances();
  out["memory MB"] = static_cast<double>(rasteriser.memory()) / 1e6;
  return out;
}

}  // namespace

std::string benchmarkCuda(int repeats) {
  cudaDeviceProp device{};
  check(cudaGetDeviceProperties(&device, 0), "cudaGetDeviceProperties");
  json out;
  out["device"] = device.name;
  out["repeats"] = repeats;
  const scene::RasterSettings ours, official = scene::RasterSettings::official();
  for (const int64_t count : {int64_t{500'000}, int64_t{2'097'152}, int64_t{8'000'000}}) {
    const DeviceScene scene(benchmarkScene(count));
    for (const ImageSize size : {ImageSize{1920, 1080}, ImageSize{256, 256}}) {
      out["runs"].push_back(measure(scene, size, ours, repeats));
      if (count == 2'097'152) out["runs"].push_back(measure(scene, size, official, repeats));
    }
  }
  return out.dump(2);
}

}  // namespace fsm::splatting::testing
