#include "reconstruction/splatting/cuda/raster_speed.h"

#include <algorithm>

#include "reconstruction/splatting/cuda/cuda_rasteriser.h"
#include "reconstruction/splatting/rasteriser.h"

namespace fsm::splatting::cuda {
namespace {

constexpr int kWarmUps = 3;

class Timer {
 public:
  Timer() {
    check(cudaEventCreate(&begin_), "cudaEventCreate");
    const cudaError_t status = cudaEventCreate(&end_);
    if (status != cudaSuccess) (void)cudaEventDestroy(begin_);
    check(status, "cudaEventCreate");
  }
  ~Timer() {
    (void)cudaEventDestroy(begin_);
    (void)cudaEventDestroy(end_);
  }
  Timer(const Timer&) = delete;
  Timer& operator=(const Timer&) = delete;

  /// Mean milliseconds of `work` over `repeats` runs, one after the other without a pause.
  template <class Work>
  double mean(int repeats, const Work& work) {
    for (int i = 0; i < kWarmUps; ++i) work();
    check(cudaEventRecord(begin_, nullptr), "cudaEventRecord");
    for (int i = 0; i < repeats; ++i) work();
    check(cudaEventRecord(end_, nullptr), "cudaEventRecord");
    check(cudaEventSynchronize(end_), "cudaEventSynchronize");
    float milliseconds = 0;
    check(cudaEventElapsedTime(&milliseconds, begin_, end_), "cudaEventElapsedTime");
    return static_cast<double>(milliseconds) / repeats;
  }

 private:
  cudaEvent_t begin_ = nullptr, end_ = nullptr;
};

/// The stages of many runs of one kind; a frame that was drawn twice has some of them twice, which then count together.
class StageSamples {
 public:
  void add(const std::vector<std::pair<std::string, float>>& times) {
    RasterSpeed::Stages run;
    for (const auto& time : times) {
      const auto same = std::find_if(run.begin(), run.end(), [&](const auto& stage) { return stage.first == time.first; });
      if (same == run.end())
        run.emplace_back(time);
      else
        same->second += time.second;
    }
    for (const auto& [name, milliseconds] : run) samplesOf(name).push_back(milliseconds);
  }
  RasterSpeed::Stages medians() {
    RasterSpeed::Stages out;
    for (auto& [name, values] : samples_) {
      const auto middle = values.begin() + static_cast<ptrdiff_t>(values.size() / 2);
      std::nth_element(values.begin(), middle, values.end());
      out.emplace_back(name, *middle);
    }
    return out;
  }

 private:
  std::vector<double>& samplesOf(const std::string& name) {
    for (auto& [stage, values] : samples_)
      if (stage == name) return values;
    return samples_.emplace_back(name, std::vector<double>()).second;
  }

  std::vector<std::pair<std::string, std::vector<double>>> samples_;
};

/// Nothing for no values: the array is then not there.
const float* upload(DeviceBuffer<float>& memory, const std::vector<float>& values) {
  if (values.empty()) return nullptr;
  memory.reserve(static_cast<int64_t>(values.size()));
  check(cudaMemcpy(memory.data(), values.data(), values.size() * sizeof(float), cudaMemcpyHostToDevice), "cudaMemcpy");
  return memory.data();
}

float* zeros(DeviceBuffer<float>& memory, size_t count) {
  if (count == 0) return nullptr;
  memory.reserve(static_cast<int64_t>(count));
  check(cudaMemset(memory.data(), 0, count * sizeof(float)), "cudaMemset");
  return memory.data();
}

}  // namespace

std::string deviceName(int device) {
  cudaDeviceProp properties{};
  check(cudaGetDeviceProperties(&properties, device), "cudaGetDeviceProperties");
  return properties.name;
}

SpeedScene::SpeedScene(const scene::Gaussians4D& host, int device) : device_(device), gaussians_(pointers(host)) {
  const DeviceScope scope(device_);
  size_t array = 0;
  const auto place = [&](const std::vector<float>& values, const float*& parameter, float*& gradient) {
    parameter = upload(parameters_[array], values);
    gradient = zeros(gradientArrays_[array], values.size());
    ++array;
  };
  place(host.position, gaussians_.position, gradients_.position);
  place(host.logScale, gaussians_.logScale, gradients_.logScale);
  place(host.rotation, gaussians_.rotation, gradients_.rotation);
  place(host.opacityLogit, gaussians_.opacityLogit, gradients_.opacityLogit);
  place(host.sh, gaussians_.sh, gradients_.sh);
  place(host.time, gaussians_.time, gradients_.time);
  place(host.logScaleTime, gaussians_.logScaleTime, gradients_.logScaleTime);
  place(host.rotationRight, gaussians_.rotationRight, gradients_.rotationRight);
  gradients_.background = zeros(gradientArrays_[kArrays], 3);
  gradients_.meanPixel = zeros(gradientArrays_[kArrays + 1], host.opacityLogit.size());
}

RasterSpeed SpeedScene::measure(const View& view, const scene::RasterSettings& settings, int repeats) {
  const DeviceScope scope(device_);
  const ImageSize size = view.camera.intrinsics.size;
  const size_t pixels = static_cast<size_t>(size.width) * static_cast<size_t>(size.height);
  DeviceBuffer<float> colour, alpha, depth, weights;
  RasterOutputs<float> outputs;
  outputs.colour = zeros(colour, 3 * pixels);
  outputs.alpha = zeros(alpha, pixels);
  outputs.depth = zeros(depth, pixels);
  const float* byColour = upload(weights, std::vector<float>(3 * pixels, 0.5f));

  CudaRasteriser rasteriser(device_, nullptr);
  Timer timer;
  const auto forward = [&] { rasteriser.forward(gaussians_, view, settings, outputs); };
  const auto backward = [&] { rasteriser.backward({byColour, nullptr, nullptr}, gradients_); };
  RasterSpeed out;
  out.forwardMs = timer.mean(repeats, forward);
  out.backwardMs = timer.mean(repeats, backward);
  rasteriser.clock().enable(true);
  StageSamples forwardStages, backwardStages;
  for (int i = 0; i < repeats; ++i) {
    forward();
    forwardStages.add(rasteriser.clock().times());
    backward();
    backwardStages.add(rasteriser.clock().times());
  }
  out.forwardStages = forwardStages.medians();
  out.backwardStages = backwardStages.medians();
  out.visible = rasteriser.visible();
  out.instances = rasteriser.instances();
  out.memory = rasteriser.memory();
  return out;
}

}  // namespace fsm::splatting::cuda
