#include "app/jobs/generator_speed.h"

#include <cuda_runtime_api.h>

#include <chrono>
#include <memory>
#include <vector>

#include "reconstruction/core/error.h"
#include "training/data/generator.h"

namespace fsm::jobs {

namespace {

void check(cudaError_t status) {
  if (status == cudaErrorMemoryAllocation)
    throw Error(ErrorCode::outOfMemory,
                "The graphics card has no memory left for the benchmark. Close other programs that use it.");
  if (status != cudaSuccess)
    throw Error(ErrorCode::deviceLost, "The graphics card failed in the benchmark. Restart it or use --device cpu.",
                cudaGetErrorString(status));
}

struct CudaFree {
  void operator()(float* memory) const { cudaFree(memory); }
};

/// Pixels of a batch where the generator writes them.
class Pixels {
 public:
  Pixels(int cudaDevice, size_t count) {
    if (cudaDevice < 0) {
      host_.resize(count);
      return;
    }
    float* memory = nullptr;
    check(cudaSetDevice(cudaDevice));
    check(cudaMalloc(reinterpret_cast<void**>(&memory), count * sizeof(float)));
    device_.reset(memory);
  }
  float* data() { return device_ ? device_.get() : host_.data(); }
  void wait() const {
    if (device_) check(cudaDeviceSynchronize());
  }

 private:
  std::vector<float> host_;
  std::unique_ptr<float, CudaFree> device_;
};

}  // namespace

double generatorSpeed(int cudaDevice, bool quick, Progress& progress) {
  const bool cuda = cudaDevice >= 0;
  training::SceneOptions options;
  const int samples = cuda ? 32 : 1, batches = quick ? 2 : (cuda ? 12 : 4);
  const int views = options.inputs + options.targets;
  const training::SceneGenerator generator(std::make_shared<training::TextureAtlas>(std::filesystem::path(), 1), cudaDevice);
  Pixels pixels(cudaDevice, static_cast<size_t>(samples) * views * 3 * options.size.width * options.size.height);
  uint64_t seed = 1;
  auto begin = std::chrono::steady_clock::now();
  for (int batch = -1; batch < batches; ++batch) {
    if (batch == 0) begin = std::chrono::steady_clock::now();  // the batch before it warmed up
    progress.advance(batch + 1, batches + 1);
    const auto scenes = generator.draw(seed++, samples, options);
    generator.render(*scenes, {.rgb = pixels.data()}, nullptr);
    pixels.wait();
  }
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  return static_cast<double>(samples) * views * batches / seconds;
}

}  // namespace fsm::jobs
